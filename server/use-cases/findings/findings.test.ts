import { beforeEach, describe, expect, it } from 'vitest';
import { ObservedResource } from '@/domain/estate/resource';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { collectSource } from '../sources/collect';
import { acceptFindings, withdrawAcceptance } from './accept-findings';
import { listFindings, listMembers } from './list-findings';
import { readFinding } from './read-finding';
import { recordFindings } from './record-findings';

const HOUR_MS = 3_600_000;
const vbr = (key: string, status: string) =>
  ObservedResource.parse({ kind: 'vbr', key, attributes: { key, status, physicalConnections: [] } });

describe('findings over time', () => {
  let world: TestWorld;
  let sourceId: string;

  const read = async (...vbrs: ReturnType<typeof vbr>[]) => {
    world.travel(1_000);
    const connect = () => aFakeConnector(() => anObservation(vbrs, [{ kind: 'vbr' }]));
    await collectSource({ ...world.asJob('collect-source'), connect }, { sourceId, trigger: 'schedule' });
    return recordFindings(world.asJob());
  };
  const list = async (filter: Parameters<typeof listFindings>[1] = {}) => {
    const page = await listFindings(world.as('viewer'), filter);
    return page.causes.flatMap((each) => each.findings);
  };
  const only = async (filter: Parameters<typeof listFindings>[1] = {}) => {
    const [first, ...others] = await list(filter);
    if (!first || others.length > 0) throw new Error('expected one finding');
    return first;
  };
  const inHours = (hours: number) => new Date(world.now().getTime() + hours * HOUR_MS).toISOString();

  beforeEach(async () => {
    world = await createTestWorld();
    sourceId = await addTestSource(world);
    return () => world.close();
  });

  it('are first seen when they appear, gone when they are repaired, and the same when they come back', async () => {
    expect(await read(vbr('vbr-1', 'terminated'))).toEqual({ appeared: 1, gone: 0 });
    const { firstSeenAt } = await only();
    expect(firstSeenAt).toBe(world.now().toISOString());

    expect(await read(vbr('vbr-1', 'active'))).toEqual({ appeared: 0, gone: 1 });
    expect(await list()).toEqual([]);
    expect(await only({ state: 'gone' })).toMatchObject({ goneAt: world.now().toISOString(), times: 1 });

    expect(await read(vbr('vbr-1', 'terminated'))).toEqual({ appeared: 1, gone: 0 });
    expect(await only()).toMatchObject({ firstSeenAt, since: world.now().toISOString(), goneAt: null, times: 2 });
  });

  it('a state that has been looked at is not looked at again', async () => {
    await read(vbr('vbr-1', 'terminated'));
    expect(await recordFindings(world.asJob())).toEqual({ appeared: 0, gone: 0 });
  });

  it('whose source falls silent are not gone: they are unconfirmed', async () => {
    await read(vbr('vbr-1', 'terminated'));
    world.travel(HOUR_MS);
    await recordFindings(world.asJob());
    const kinds = (await list()).map((each) => [each.kind, each.unconfirmed]);
    expect(kinds).toContainEqual(['vbr-not-ready', true]);
    expect(kinds).toContainEqual(['stale-source', false]);
    expect(await list({ state: 'gone' })).toEqual([]);
  });

  it('are grouped by cause, a page at a time, with all members on demand', async () => {
    await read(...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((each) => vbr(`vbr-${each}`, 'terminated')));
    const page = await listFindings(world.as('viewer'), {});
    expect(page).toMatchObject({ causeCount: 1, findingCount: 7, counts: { owner: { cloud: 7 } } });
    expect(page.causes[0]).toMatchObject({ findingCount: 7, consequenceCount: 0 });
    expect(page.causes[0]?.findings).toHaveLength(5);
    const cause = page.causes[0]?.key ?? '';
    const members = await listMembers(world.as('viewer'), { cause, page: 2, pageSize: 4 });
    expect(members).toMatchObject({ page: 2, found: 7 });
    expect(members.findings).toHaveLength(3);
  });

  it('say what they rest on', async () => {
    await read(vbr('vbr-1', 'terminated'));
    const { key } = await only();
    const details = await readFinding(world.as('viewer'), { key });
    expect(details.evidence.reading).toMatchObject({ kind: 'vbr', stale: false });
    expect(details.mayAccept).toBe(false);
    expect((await readFinding(world.as('engineer'), { key })).mayAccept).toBe(true);
    await expect(readFinding(world.as('viewer'), { key: 'nothing' })).rejects.toMatchObject({ code: 'not-found' });
  });

  describe('accepted until a date', () => {
    beforeEach(async () => {
      await read(vbr('vbr-1', 'terminated'));
    });
    const accept = async (until = inHours(24), as: 'engineer' | 'viewer' = 'engineer') =>
      acceptFindings(world.as(as), { keys: [(await only()).key], until, reason: 'the provider digs until Friday' });

    it('leave the list, are shown apart, and call for somebody again when the date has passed', async () => {
      await accept();
      expect(await list()).toEqual([]);
      expect((await only({ state: 'accepted' })).accepted).toMatchObject({ by: 'engineer', expired: false });
      world.travel(25 * HOUR_MS);
      await read(vbr('vbr-1', 'terminated'));
      expect((await only()).accepted).toMatchObject({ expired: true, reason: 'the provider digs until Friday' });
    });

    it('are written to the audit, and so is a refusal', async () => {
      await accept();
      await expect(acceptFindings(world.as('viewer'), { keys: ['x'], until: inHours(1), reason: 'r' })).rejects.toMatchObject({ code: 'forbidden' }); // prettier-ignore
      const rows = await world.db.auditEntry.findMany({ where: { action: 'finding.accept' }, orderBy: { seq: 'asc' } });
      expect(rows.map((each) => each.result)).toEqual(['done', 'denied']);
    });

    it('can be taken back', async () => {
      const { key } = await only();
      await accept();
      expect(await withdrawAcceptance(world.as('approver'), { keys: [key] })).toEqual({ withdrawn: 1 });
      expect((await only()).accepted).toBeNull();
      await expect(withdrawAcceptance(world.as('approver'), { keys: [key] })).rejects.toMatchObject({ reason: 'finding-not-accepted' }); // prettier-ignore
    });

    it('once more replaces the earlier decision', async () => {
      const { key } = await only();
      await accept();
      await acceptFindings(world.as('approver'), { keys: [key, key], until: inHours(48), reason: 'longer' });
      expect((await only({ state: 'accepted' })).accepted).toMatchObject({ reason: 'longer', by: 'approver' });
    });

    it.each([
      ['a date that has passed', () => inHours(-1), 'acceptance-in-the-past'],
      ['a date too far away', () => inHours(24 * 400), 'acceptance-too-long'],
    ])('not until %s', async (_which, until, reason) => {
      await expect(accept(until())).rejects.toMatchObject({ reason });
    });

    it('not what is gone', async () => {
      const { key } = await only();
      await read(vbr('vbr-1', 'active'));
      const asked = acceptFindings(world.as('engineer'), { keys: [key], until: inHours(1), reason: 'r' });
      await expect(asked).rejects.toMatchObject({ reason: 'finding-not-standing' });
    });
  });
});
