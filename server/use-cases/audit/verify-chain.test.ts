import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit } from '@/server/db/audit';
import { inTransaction } from '@/server/db/client';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { anchorAudit } from './anchor';
import { verifyChain } from './verify-chain';

const TAMPERING_OFF = 'alter table audit_entry disable trigger audit_entry_append_only';

describe('the audit chain', () => {
  let world: TestWorld;
  let file: string;
  /** rewrites rows the way only a superuser can */
  let superuser: pg.Client;

  beforeAll(async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'causeway-anchor-'));
    process.env.CAUSEWAY_DATA_DIR = dir;
    file = path.join(dir, 'audit-anchor.json');
  });
  beforeEach(async () => {
    world = await createTestWorld();
    await rmAnchor();
    superuser = new pg.Client({ connectionString: world.ownerUrl });
    await superuser.connect();
    await superuser.query(TAMPERING_OFF);
    for (let index = 1; index <= 5; index += 1) await append(`act.${index}`);
    return async () => {
      await superuser.end();
      await world.close();
    };
  });
  afterAll(() => rmAnchor());

  const rmAnchor = () => rm(file, { force: true });
  const append = (action: string, detail?: unknown) =>
    inTransaction(world.db, (tx) =>
      appendAudit(tx, { kind: 'system', job: 'test' }, world.now(), [{ action, detail }]),
    );
  const verify = () => verifyChain(world.as('auditor'), {});

  it('holds when nobody touched it', async () => {
    expect(await verify()).toMatchObject({
      intact: true,
      rows: 5,
      firstBad: null,
      head: { seq: '5' },
      anchor: { verdict: 'absent' },
    });
  });

  it('holds for values that storage rewrites: numbers, unicode, what JSON cannot say', async () => {
    await append('odd', {
      large: 1e21,
      small: 1e-7,
      minus: -0,
      text: 'a\0b \ud800 é 中',
      'k\0': [null, undefined, new Date(0)],
    });
    expect(await verify()).toMatchObject({ intact: true, rows: 6 });
  });

  it.each([
    ['an edited field', `update audit_entry set actor_name = 'somebody else' where seq = 3`, '3', 'content'],
    ['an edited time', `update audit_entry set at = at + interval '1 millisecond' where seq = 2`, '2', 'content'],
    ['an edited detail', `update audit_entry set detail = '{"a":1}' where seq = 5`, '5', 'content'],
    ['a row taken out', `delete from audit_entry where seq = 3`, '4', 'gap'],
    ['a missing beginning', `delete from audit_entry where seq = 1`, '2', 'gap'],
    ['a replaced link', `update audit_entry set prev_hash = repeat('a', 64) where seq = 4`, '4', 'link'],
    [
      'two rows that changed places',
      `update audit_entry set seq = case seq when 2 then -3 else -2 end where seq in (2, 3); update audit_entry set seq = -seq where seq < 0`,
      '2',
      'link',
    ],
  ])('names the first bad row after %s', async (_what, tampering, seq, reason) => {
    await superuser.query(tampering);
    expect(await verify()).toMatchObject({ intact: false, firstBad: { seq, reason } });
  });

  it('shows a cut tail by its anchor, and the anchor does not follow it down', async () => {
    expect(await anchorAudit(world.asJob())).toBe('written');
    expect(await verify()).toMatchObject({ intact: true, anchor: { verdict: 'matches', seq: '5' } });
    await superuser.query('delete from audit_entry where seq > 3');
    expect(await verify()).toMatchObject({ intact: false, firstBad: null, anchor: { verdict: 'cut', seq: '5' } });
    expect(await anchorAudit(world.asJob())).toBe('refused');
    expect(await verify()).toMatchObject({ anchor: { verdict: 'cut', seq: '5' } });
  });

  it('shows a tail that was cut and grown again', async () => {
    await anchorAudit(world.asJob());
    await superuser.query('delete from audit_entry where seq > 3');
    await append('other.4');
    await append('other.5');
    expect(await verify()).toMatchObject({ intact: false, firstBad: null, anchor: { verdict: 'differs' } });
  });

  it('moves the anchor forward as the chain grows', async () => {
    await anchorAudit(world.asJob());
    expect(await anchorAudit(world.asJob())).toBe('unchanged');
    await append('act.6');
    expect(await anchorAudit(world.asJob())).toBe('written');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ seq: '6', count: 6 });
  });

  it('does not believe an anchor that somebody wrote without the key', async () => {
    await anchorAudit(world.asJob());
    const anchor = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...anchor, seq: '3', count: 3 }));
    expect(await verify()).toMatchObject({ intact: false, anchor: { verdict: 'forged' } });
    await writeFile(file, 'not json');
    expect(await verify()).toMatchObject({ intact: false, anchor: { verdict: 'unreadable' } });
  });

  it('may be verified by an auditor, not by an engineer', async () => {
    await expect(verifyChain(world.as('engineer'), {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});
