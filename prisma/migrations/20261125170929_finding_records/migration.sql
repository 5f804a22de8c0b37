-- CreateTable
CREATE TABLE "finding_record" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),
    "times" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "finding_record_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "finding_acceptance" (
    "id" UUID NOT NULL,
    "finding_key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "accepted_by" TEXT,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "finding_acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "finding_record_gone_at_idx" ON "finding_record"("gone_at");

-- CreateIndex
CREATE INDEX "finding_acceptance_finding_key_idx" ON "finding_acceptance"("finding_key");

-- One acceptance of a finding is in force at a time, and it ends after it began.
CREATE UNIQUE INDEX "finding_acceptance_in_force" ON "finding_acceptance"("finding_key") WHERE "ended_at" IS NULL;
ALTER TABLE "finding_acceptance" ADD CONSTRAINT "finding_acceptance_span" CHECK ("until" > "accepted_at");
