-- AlterTable
ALTER TABLE "source" ADD COLUMN     "deadline_seconds" INTEGER NOT NULL DEFAULT 600;

-- The clock asks every second which readings have died; there are never many that run.
CREATE INDEX collection_run_running ON collection_run (started_at) WHERE outcome = 'running';
