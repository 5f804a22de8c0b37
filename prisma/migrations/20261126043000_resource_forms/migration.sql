-- AlterTable
ALTER TABLE "resource_version" ADD COLUMN     "form" TEXT NOT NULL DEFAULT '';
