import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';

const INSERT_AUDIT = `insert into audit_entry (seq, at, actor_kind, actor_name, action, result, objects, prev_hash, hash)
  values (1, now(), 'system', 'test', 'test.act', 'done', '{}', repeat('0', 64), repeat('1', 64))`;

describe('tables that only grow', () => {
  let database: TestDatabase;
  let application: pg.Client;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    application = new pg.Client({ connectionString: database.appUrl });
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await Promise.all([application.connect(), owner.connect()]);
    await application.query(INSERT_AUDIT);
  });
  afterAll(async () => {
    await Promise.all([application.end(), owner.end()]);
    await database.drop();
  });

  const rewritings = (table: string) => [
    `update ${table} set at = now()`,
    `update ${table} set at = now() where false`,
    `delete from ${table}`,
    `truncate ${table}`,
  ];

  it.each([...rewritings('audit_entry'), ...rewritings('step_journal')])(
    'the application is refused: %s',
    async (statement) => {
      await expect(application.query(statement)).rejects.toMatchObject({
        code: '42501',
        message: /^permission denied/,
      });
    },
  );

  it.each([...rewritings('audit_entry'), ...rewritings('step_journal')])(
    'the owner is refused too: %s',
    async (statement) => {
      await expect(owner.query(statement)).rejects.toMatchObject({ code: '42501', message: /append-only/ });
    },
  );

  it.each([
    'alter table audit_entry disable trigger audit_entry_append_only',
    'drop trigger audit_entry_append_only on audit_entry',
    'drop function refuse_rewriting() cascade',
    'drop table audit_entry',
    'alter table audit_entry rename to aside',
    `set session_replication_role = 'replica'`,
    'set role causeway_owner',
    'create table public.shadow (id int)',
    'update _prisma_migrations set checksum = checksum',
  ])('the application cannot get around it: %s', async (statement) => {
    await expect(application.query(statement)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42P01)$/),
    });
  });

  it('the row is still there, as written', async () => {
    const { rows } = await application.query('select seq, hash from audit_entry');
    expect(rows).toEqual([{ seq: '1', hash: '1'.repeat(64) }]);
  });
});
