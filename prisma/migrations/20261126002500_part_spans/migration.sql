-- CreateTable
CREATE TABLE "collection_part_span" (
    "source_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "within" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "observed_at" TIMESTAMPTZ(3),
    "partly_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "collection_part_span_pkey" PRIMARY KEY ("source_id","kind","within","began_at")
);

-- CreateIndex
CREATE INDEX "collection_part_span_ended_at_idx" ON "collection_part_span"("ended_at");

-- AddForeignKey
ALTER TABLE "collection_part_span" ADD CONSTRAINT "collection_part_span_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable: by hand from here, because what was read before has its past too.
ALTER TABLE "collection_part" ADD COLUMN     "began_at" TIMESTAMPTZ(3);

-- A part is as old as its first row; one without rows, as the object it lies in; else as the first reading that ended well.
WITH first_row AS (
  SELECT source_id, kind, "within", min(valid_from) AS at FROM resource_version GROUP BY source_id, kind, "within"
), whole AS (
  SELECT source_id, kind, min(valid_from) AS at FROM resource_version GROUP BY source_id, kind
), object AS (
  SELECT source_id, key, min(valid_from) AS at FROM resource_version GROUP BY source_id, key
), good AS (
  SELECT source_id, min(started_at) AS at FROM collection_run WHERE outcome IN ('complete', 'partial') GROUP BY source_id
)
UPDATE collection_part part SET began_at = least(part.attempted_at, coalesce(
  CASE WHEN part.observed_at IS NULL THEN part.attempted_at END,
  (SELECT at FROM first_row WHERE source_id = part.source_id AND kind = part.kind AND "within" = part."within"),
  CASE WHEN part."within" = '' THEN (SELECT at FROM whole WHERE source_id = part.source_id AND kind = part.kind) END,
  (SELECT at FROM object WHERE source_id = part.source_id AND key = part."within"),
  (SELECT at FROM good WHERE source_id = part.source_id),
  part.observed_at
));
ALTER TABLE "collection_part" ALTER COLUMN "began_at" SET NOT NULL;

-- Where a source was silent for longer than it may be, its parts were old until it spoke again.
WITH good AS (
  SELECT run.source_id, run.started_at AS until, lag(run.started_at) OVER (PARTITION BY run.source_id ORDER BY run.started_at) AS since,
    make_interval(secs => greatest(30, 3 * source.interval_seconds)) AS longest
  FROM collection_run run JOIN source ON source.id = run.source_id WHERE run.outcome IN ('complete', 'partial')
), silence AS (
  SELECT part.source_id, part.kind, part."within", good.since, good.until,
    lag(good.until, 1, part.began_at) OVER (PARTITION BY part.source_id, part.kind, part."within" ORDER BY good.until) AS began_at
  FROM collection_part part
  JOIN good ON good.source_id = part.source_id AND good.since >= part.began_at AND good.until <= part.observed_at
  WHERE good.until - good.since > good.longest
)
INSERT INTO collection_part_span (source_id, kind, "within", began_at, observed_at, ended_at)
SELECT source_id, kind, "within", began_at, since, until FROM silence;

UPDATE collection_part part SET began_at = span.ended_at
FROM (
  SELECT source_id, kind, "within", max(ended_at) AS ended_at FROM collection_part_span GROUP BY source_id, kind, "within"
) span
WHERE span.source_id = part.source_id AND span.kind = part.kind AND span."within" = part."within";

-- Parts of objects that have gone: read from their first row to their last, for the rows say nothing else. A part of a whole kind
-- that is still there speaks for what lay in it.
INSERT INTO collection_part_span (source_id, kind, "within", began_at, observed_at, ended_at)
SELECT version.source_id, version.kind, version."within", min(version.valid_from), max(version.valid_to), max(version.valid_to)
FROM resource_version version
WHERE version."within" <> '' AND NOT EXISTS (
  SELECT FROM collection_part part
  WHERE part.source_id = version.source_id AND part.kind = version.kind AND part."within" IN ('', version."within")
)
GROUP BY version.source_id, version.kind, version."within"
HAVING bool_and(version.valid_to IS NOT NULL) AND min(version.valid_from) < max(version.valid_to);
