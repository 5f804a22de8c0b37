-- AlterTable
ALTER TABLE "source" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- The sources there were all spoke to the VPC API.
UPDATE "source" SET "settings" = jsonb_build_object('system', "system");
