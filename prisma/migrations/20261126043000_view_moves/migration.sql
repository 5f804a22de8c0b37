-- AlterTable
ALTER TABLE "saved_view" ADD COLUMN     "moves" TEXT NOT NULL DEFAULT '';
