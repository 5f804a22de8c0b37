-- What the schema file cannot say. The drift gate does not see these objects: take them along when a table is rebuilt.
-- The role causeway_app exists before this runs (scripts/migrate.ts); roles belong to the server, not to one database.

-- The application reads and writes rows; it owns nothing, and makes and drops nothing.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO causeway_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO causeway_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO causeway_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO causeway_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO causeway_app;

-- The list of migrations is the owner's. A shadow database has none.
DO $$
BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    REVOKE ALL ON public._prisma_migrations FROM causeway_app;
  END IF;
END
$$;

-- Audit and journal only grow. The trigger speaks per statement, so that one that matches no row is refused as well, and it
-- holds for the owner too.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, step_journal FROM causeway_app;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only;

CREATE TRIGGER step_journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON step_journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
ALTER TABLE step_journal ENABLE ALWAYS TRIGGER step_journal_append_only;

-- The address ledger: what is declared or reserved never overlaps within one routing domain and level. What was observed may:
-- a real overlap is a finding.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER TABLE ledger_block
  ADD CONSTRAINT ledger_block_state CHECK (state IN ('declared', 'reserved', 'observed')),
  ADD CONSTRAINT ledger_block_level CHECK (level >= 0),
  -- cidr has no default GiST operator class: inet_ops must be spelled out.
  ADD CONSTRAINT ledger_block_no_overlap EXCLUDE USING gist (routing_domain WITH =, level WITH =, prefix inet_ops WITH &&)
    WHERE (state IN ('declared', 'reserved') AND released_at IS NULL);

-- One current version of each thing. Prisma replays the history without partial indexes, so that a declared one would be made
-- anew by every later migration.
CREATE UNIQUE INDEX resource_version_current ON resource_version (source_id, kind, key) WHERE valid_to IS NULL;
CREATE UNIQUE INDEX declared_version_current ON declared_version (section, key) WHERE valid_to IS NULL;
