-- The lab's sources of clusters are called by the cluster they read, no longer by its place in a list. Same source, same history.
WITH renamed AS (
  SELECT id, key AS former, left('lab-k8s-' || regexp_replace(lower(settings ->> 'cluster'), '[^a-z0-9-]', '-', 'g'), 63) AS key
  FROM source WHERE system = 'kubernetes' AND key ~ '^lab-k8s-[0-9]+$' AND settings ->> 'cluster' IS NOT NULL
), granted AS (
  UPDATE role_grant SET source_key = renamed.key FROM renamed WHERE role_grant.source_key = renamed.former
)
UPDATE source SET key = renamed.key FROM renamed WHERE source.id = renamed.id;
