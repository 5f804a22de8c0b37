import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The native engine would be downloaded; ours comes with npm. The command line must not phone home either.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'scripts/schema-engine.mjs');
process.env.CHECKPOINT_DISABLE ??= '1';

const root = import.meta.dirname;

/** Migrating is the owner's right; the application's address serves where one role does both. */
export default defineConfig({
  schema: path.join(root, 'prisma/schema.prisma'),
  migrations: { path: path.join(root, 'prisma/migrations') },
  datasource: {
    url:
      process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL || 'postgres://causeway_owner@127.0.0.1:5432/causeway',
  },
});
