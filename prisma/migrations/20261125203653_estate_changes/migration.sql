-- CreateTable
CREATE TABLE "estate_change" (
    "base" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "source_id" UUID,
    "started_at" TIMESTAMPTZ(3),

    CONSTRAINT "estate_change_pkey" PRIMARY KEY ("base","count")
);
