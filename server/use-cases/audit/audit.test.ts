import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/access';
import { appendAudit, type AuditDraft } from '@/server/db/audit';
import { inTransaction } from '@/server/db/client';
import { aPerson, createTestWorld, type TestWorld } from '@/server/testing/context';
import { csvCell, exportAudit } from './export-entries';
import { changeAudit, countAuditFacets, listAuditEntries, listAuditGroups, objectAudit } from './list-entries';

describe('reading the audit', () => {
  let world: TestWorld;
  const changeId = randomUUID();

  beforeAll(async () => {
    world = await createTestWorld();
    const change = {
      id: changeId,
      status: 'done',
      reason: 'repair 172.16.0.0/16',
      operations: [],
      guard: {},
      authorId: 'lin',
    };
    await world.db.change.create({ data: { ...change, createdAt: world.now(), updatedAt: world.now() } });
    const write = async (actor: Actor, ...drafts: AuditDraft[]) => {
      await inTransaction(world.db, (tx) => appendAudit(tx, actor, world.now(), drafts));
      world.travel(60_000);
    };
    const lin = aPerson('lin', ['engineer']);
    await write(lin, { action: 'change.submit', changeId, objects: ['vbr:vbr-1'] });
    await write(lin, { action: 'change.approve', changeId, result: 'denied', detail: { reason: 'own-change' } });
    await write(
      { kind: 'system', job: 'collect-source' },
      { action: 'estate.changed', objects: ['vbr:vbr-1', 'source:1'] },
    );
    await write(
      { kind: 'system', job: 'run-change' },
      { action: 'step.call', changeId, requestId: '6B1F27C4', objects: ['vbr:vbr-1'] },
    );
    await write(aPerson('=cmd()', ['admin']), {
      action: 'source.edit',
      objects: ['source:1'],
      after: { name: 'a,"b"\n100%' },
    });
    return () => world.close();
  });

  const auditor = () => world.as('auditor');
  const actions = async (asked: Parameters<typeof listAuditEntries>[1]) =>
    (await listAuditEntries(auditor(), asked)).entries.map((entry) => entry.action);

  it('shows the latest first, page by page without gap or double', async () => {
    const first = await listAuditEntries(auditor(), { limit: 2 });
    expect(first.entries.map((entry) => entry.seq)).toEqual(['5', '4']);
    const second = await listAuditEntries(auditor(), { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.entries.map((entry) => entry.seq)).toEqual(['3', '2']);
    const third = await listAuditEntries(auditor(), { limit: 2, cursor: second.nextCursor ?? '' });
    expect(third).toMatchObject({ entries: [{ seq: '1' }], nextCursor: null });
  });

  it.each([
    [{ results: ['denied' as const] }, ['change.approve']],
    [{ actions: ['step.call', 'estate.changed'] }, ['step.call', 'estate.changed']],
    [{ actors: ['lin'] }, ['change.approve', 'change.submit']],
    [{ actors: ['system:run-change'] }, ['step.call']],
    [{ actorKinds: ['system' as const] }, ['step.call', 'estate.changed']],
    [{ objects: ['source:1'] }, ['source.edit', 'estate.changed']],
    [{ changeId }, ['step.call', 'change.approve', 'change.submit']],
    [{ from: '2026-03-18T09:02:00.000Z', to: '2026-03-18T09:04:00.000Z' }, ['step.call', 'estate.changed']],
    [{ text: '6b1f27' }, ['step.call']],
    [{ text: 'own-change' }, ['change.approve']],
    [{ text: '172.16 lin' }, ['change.approve', 'change.submit']],
    [{ text: 'CHG-1 step' }, ['step.call']],
    [{ text: '100%' }, ['source.edit']],
    [{ text: '%' }, ['source.edit']],
    [{ text: `'; drop table audit_entry --` }, []],
  ])('finds by %j', async (asked, expected) => {
    expect(await actions(asked)).toEqual(expected);
  });

  it('groups the rows of a change, however far apart, and leaves others alone', async () => {
    const { groups } = await listAuditGroups(auditor(), {});
    expect(groups.map((group) => [group.change?.number ?? null, group.count, group.lastSeq])).toEqual([
      [null, 1, '5'],
      [1, 3, '4'],
      [null, 1, '3'],
    ]);
    expect(groups[1]).toMatchObject({ change: { reason: 'repair 172.16.0.0/16', status: 'done' }, firstSeq: '1' });
    expect(groups[1]?.entries.map((entry) => entry.seq)).toEqual(['4', '2', '1']);
    const page = await listAuditGroups(auditor(), { limit: 1, cursor: '5' });
    expect(page.groups.map((group) => group.lastSeq)).toEqual(['4']);
    expect(page.nextCursor).toBe('4');
  });

  it('counts what there is to choose from', async () => {
    const facets = await countAuditFacets(auditor(), {});
    expect(facets).toMatchObject({ total: 5, atLeast: false });
    expect(facets.results).toEqual([
      { value: 'done', label: 'done', count: 4 },
      { value: 'denied', label: 'denied', count: 1 },
    ]);
    expect(facets.actors).toContainEqual({ value: 'system:run-change', label: 'run-change', count: 1 });
    expect(facets.objects[0]).toEqual({ value: 'vbr:vbr-1', label: 'vbr:vbr-1', count: 3 });
    expect((await countAuditFacets(auditor(), { results: ['denied'] })).actions).toEqual([
      { value: 'change.approve', label: 'change.approve', count: 1 },
    ]);
  });

  it('is whole for auditors, by change and by object for those who read the estate', async () => {
    const viewer = world.as('viewer');
    await expect(listAuditEntries(viewer, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(countAuditFacets(viewer, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportAudit(viewer, {})).rejects.toMatchObject({ code: 'forbidden' });
    expect((await changeAudit(viewer, { changeId })).entries).toHaveLength(3);
    expect((await objectAudit(viewer, { object: 'vbr:vbr-1' })).entries).toHaveLength(3);
    await expect(objectAudit(viewer, { object: 'person:lin' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(changeAudit(world.anonymous(), { changeId })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('taking the audit away', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld();
    const actor = aPerson('=cmd|calc', ['admin']);
    const draft = { action: 'source.edit', objects: ['source:1'], after: { name: 'a,"b"\nc' } };
    await inTransaction(world.db, (tx) => appendAudit(tx, actor, world.now(), Array(2_500).fill(draft)));
    return () => world.close();
  });

  const collect = async (rows: AsyncGenerator<string>) => {
    const all: string[] = [];
    for await (const row of rows) all.push(row);
    return all;
  };

  it('gives every row as a line of JSON, with its hash, and says in the audit that it did', async () => {
    const file = await exportAudit(world.as('auditor'), { format: 'ndjson' });
    const lines = await collect(file.rows);
    expect(lines).toHaveLength(2_501);
    expect(JSON.parse(lines[2_499] ?? '')).toMatchObject({
      seq: '2500',
      actorName: '=cmd|calc',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.parse(lines[2_500] ?? '')).toMatchObject({ action: 'audit.export', detail: { format: 'ndjson' } });
  });

  it('gives a spreadsheet nothing to run', async () => {
    const file = await exportAudit(world.as('auditor'), { actions: ['source.edit'] });
    const lines = await collect(file.rows);
    expect(lines[0]).toMatch(/^\uFEFFseq,at,actor_kind,/);
    expect(lines[1]).toContain(`,'=cmd|calc,source.edit,done,source:1,`);
    expect(lines[1]).toContain(`"{""name"":""a,\\""b\\""\\nc""}"`);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\t=1', "'\t=1"],
    ['\uFEFF=1', "'\uFEFF=1"],
    ['a=1', 'a=1'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['=a,b', `"'=a,b"`],
    ['a\r\nb', '"a\r\nb"'],
    ['', ''],
    [null, ''],
    [-5, '-5'],
  ])('writes the cell %j as %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
