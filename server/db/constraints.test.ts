import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.appUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('the address ledger', () => {
  beforeEach(() => client.query('delete from ledger_block'));

  type Block = { prefix: string; state?: string; level?: number; domain?: string; released?: boolean };
  const add = ({ prefix, state = 'declared', level = 0, domain = 'main', released = false }: Block) =>
    client.query(
      `insert into ledger_block (id, routing_domain, level, prefix, role, state, created_at, released_at)
       values ($1, $2, $3, $4, 'pod', $5, now(), case when $6 then now() end)`,
      [randomUUID(), domain, level, prefix, state, released],
    );
  const OVERLAP = { code: '23P01', constraint: 'ledger_block_no_overlap' };

  it.each<[Block, Block]>([
    [{ prefix: '10.8.0.0/16' }, { prefix: '10.8.4.0/24' }],
    [{ prefix: '10.8.4.0/24' }, { prefix: '10.8.0.0/16' }],
    [{ prefix: '10.8.4.0/24' }, { prefix: '10.8.4.0/24', state: 'reserved' }],
    [{ prefix: '10.8.4.9/32', state: 'reserved' }, { prefix: '0.0.0.0/0' }],
    [{ prefix: 'fd00:8::/32' }, { prefix: 'fd00:8:4::/48' }],
  ])('refuses an overlap within one routing domain and level: %j then %j', async (first, second) => {
    await add(first);
    await expect(add(second)).rejects.toMatchObject(OVERLAP);
  });

  it.each<[Block, Block]>([
    [{ prefix: '10.8.0.0/24' }, { prefix: '10.8.1.0/24' }],
    [{ prefix: '10.8.0.0/16' }, { prefix: '10.8.4.0/24', level: 1 }],
    [{ prefix: '10.8.0.0/16' }, { prefix: '10.8.4.0/24', domain: 'other' }],
    [{ prefix: '10.8.0.0/16' }, { prefix: '10.8.4.0/24', state: 'observed' }],
    [{ prefix: '10.8.0.0/16', released: true }, { prefix: '10.8.4.0/24' }],
    [{ prefix: '0.0.0.0/0' }, { prefix: '::/0' }],
  ])('accepts what does not collide: %j then %j', async (first, second) => {
    await add(first);
    await expect(add(second)).resolves.toMatchObject({ rowCount: 1 });
  });

  it('knows three states and no level below zero', async () => {
    await expect(add({ prefix: '10.0.0.0/8', state: 'wished' })).rejects.toMatchObject({
      constraint: 'ledger_block_state',
    });
    await expect(add({ prefix: '10.0.0.0/8', level: -1 })).rejects.toMatchObject({ constraint: 'ledger_block_level' });
  });
});

describe('versions', () => {
  it('have one current row for each declared fact, and any number of past ones', async () => {
    const add = (validTo: string | null) =>
      client.query(
        `insert into declared_version (id, section, key, attributes, version, valid_from, valid_to) values ($1, 'sites', 'hz', '{}', 1, now(), $2)`,
        [randomUUID(), validTo],
      );
    await add('2026-01-01');
    await add('2026-01-02');
    await add(null);
    await expect(add(null)).rejects.toMatchObject({ code: '23505', constraint: 'declared_version_current' });
  });

  it('have one current row for each observed object of a source', async () => {
    const source = randomUUID();
    await client.query(
      `insert into source (id, key, name, system, endpoint, protocol, region, created_at, updated_at) values ($1, 's', 's', 'vpc', 'e', 'http', 'r', now(), now())`,
      [source],
    );
    const add = (validTo: string | null) =>
      client.query(
        `insert into resource_version (id, source_id, kind, key, attributes, run_number, valid_from, valid_to) values ($1, $2, 'vbr', 'vbr-1', '{}', 1, now(), $3)`,
        [randomUUID(), source, validTo],
      );
    await add('2026-01-01');
    await add(null);
    await expect(add(null)).rejects.toMatchObject({ code: '23505', constraint: 'resource_version_current' });
  });
});
