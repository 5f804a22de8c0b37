import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditVerify } from '@/cli/audit-verify';
import { connectTo } from '@/cli/connect';
import { appendAudit } from '@/server/db/audit';
import { inTransaction } from '@/server/db/client';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { anchorAudit } from '@/server/use-cases/audit/anchor';
import type { ApiContext } from './context';
import { appRouter } from './root';

process.env.CAUSEWAY_DATA_DIR = mkdtempSync(path.join(os.tmpdir(), 'causeway-cli-'));

describe('causeway audit verify', () => {
  let world: TestWorld;
  let context: ApiContext;
  beforeAll(async () => {
    world = await createTestWorld();
    const drafts = Array(5).fill({ action: 'a.b' });
    await inTransaction(world.db, (tx) => appendAudit(tx, { kind: 'system', job: 't' }, world.now(), drafts));
    await anchorAudit(world.asJob());
    return () => world.close();
  });

  async function run(roles: 'auditor' | 'viewer'): Promise<{ code: number; lines: string[] }> {
    context = { ...world.as(roles), requestId: 'r', findActor: async () => context.actor };
    const server: typeof fetch = (address, init) =>
      fetchRequestHandler({
        endpoint: '/api/trpc',
        req: new Request(address as URL, init),
        router: appRouter,
        createContext: () => context,
      });
    const lines: string[] = [];
    const code = await auditVerify(connectTo('http://localhost:3000', 't', server), (line) => lines.push(line));
    return { code, lines };
  }

  it('ends with 0 and says so when the chain holds', async () => {
    const { code, lines } = await run('auditor');
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^5 rows walked, head 5 [0-9a-f]{12}\.$/);
    expect(lines[1]).toMatch(/^The anchor matches\. Row 5, /);
  });

  it('says why when it is refused', async () => {
    await expect(run('viewer')).rejects.toThrow('audit.verify was refused: permission-missing');
  });

  it('ends with 1 and names the first bad row', async () => {
    const superuser = new pg.Client({ connectionString: world.ownerUrl });
    await superuser.connect();
    await superuser.query('alter table audit_entry disable trigger audit_entry_append_only');
    await superuser.query(`update audit_entry set actor_name = 'other' where seq = 3`);
    await superuser.end();
    const { code, lines } = await run('auditor');
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^First bad row: 3 \(a\.b, .*\): what stands in it is not what was written\.$/);
    expect(lines.at(-1)).toBe('THE AUDIT DOES NOT HOLD.');
  });

  it('does not take another server for one of ours', async () => {
    const other: typeof fetch = async () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    await expect(connectTo('http://localhost:1', 't', other)('audit.verify', {})).rejects.toThrow(
      'not as Causeway does',
    );
  });
});
