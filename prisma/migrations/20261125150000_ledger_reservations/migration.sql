-- AlterTable
ALTER TABLE "ledger_block" ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "released_by" TEXT;
