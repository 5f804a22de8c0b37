-- AlterTable
ALTER TABLE "collection_part" ADD COLUMN     "partly_at" TIMESTAMPTZ(3);
