import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Effect } from '@/domain/changes/effect';
import { DeclaredFacts } from '@/domain/estate/declared';
import { ObservedRows } from '@/domain/estate/observed-rows';
import { orphansOf } from '@/domain/estate/orphans';
import { KINDS_OF, ObservedResource, type ResourceKind, type ResourceOf } from '@/domain/estate/resource';
import { type Connector, ConnectorError, type Observation, type Observer } from './types';

/** A running source that can be read. */
export type ObserverSpecimen = { observer: Observer; stop: () => Promise<void> };

/** A running source of routers, known well enough to be asked about. */
export type RouterSpecimen = {
  connector: Connector;
  /** a VBR of the source that has a route table with entries and BGP */
  vbr: string;
  /** is so in the source */
  applied: Effect;
  /** is not so, and nothing stands in its place */
  notApplied: Effect;
  /** something else stands in its place */
  contradicted: Effect;
  /** present when the source can be written: lets so much time pass in it that every write has settled */
  settle?: () => Promise<void>;
  stop: () => Promise<void>;
};

/** What every observer promises, whatever it reads. One suite, run against recorded bodies and against the lab. */
export function describeObserver(name: string, start: () => Promise<ObserverSpecimen>): void {
  describe(`an observer of ${name}`, () => {
    const { specimen, observation } = running(start, ({ observer }) => observer);
    everyObserver(() => specimen().observer, observation);
  });
}

/** What every connector to routers promises beside it. */
export function describeRouterConnector(name: string, start: () => Promise<RouterSpecimen>): void {
  describe(`a connector to ${name}`, () => {
    const { specimen, observation } = running(start, ({ connector }) => connector);
    everyObserver(() => specimen().connector, observation);
    observingRouters(specimen, observation);
    inspecting(specimen);
    performing(specimen);
  });
}

/** Starts a specimen and reads it once, for all tests of a block. */
export function running<S extends { stop: () => Promise<void> }>(
  start: () => Promise<S>,
  observerOf: (specimen: S) => Observer,
) {
  let specimen: S;
  let observation: Observation;
  beforeAll(async () => {
    specimen = await start();
    observation = await observerOf(specimen).observe({});
  });
  afterAll(() => specimen?.stop());
  return { specimen: () => specimen, observation: () => observation };
}

/** `moves`: what stands in the resources may change by itself between two readings, as sessions do that come and go. */
export function everyObserver(
  observer: () => Observer,
  observation: () => Observation,
  { moves = false }: { moves?: boolean } = {},
): void {
  test('names every right that observing needs, once', async () => {
    const { grants, latencyMs } = await observer().probe();
    const actions = grants.map((each) => each.action);
    expect(new Set(actions).size).toBe(actions.length);
    const observing = grants.filter((each) => each.needed === 'observe');
    expect(observing.length).toBeGreaterThan(0);
    expect(observing.every((each) => each.state === 'granted')).toBe(true);
    expect(latencyMs).toBeGreaterThanOrEqual(0);
  });

  test('leaves no trace of probing', async () => {
    const shown = async () => {
      const resources = sorted((await observer().observe({})).resources);
      return moves ? resources.map(({ kind, key }) => ({ kind, key })) : resources;
    };
    const before = await shown();
    await observer().probe();
    expect(await shown()).toEqual(before);
  });

  test('reads every kind of its system to its end', () => {
    expect(observation().failures).toEqual([]);
    expect(observation().skipped).toEqual([]);
    const kinds = KINDS_OF[observer().system];
    expect(new Set(observation().covered.map((each) => each.kind))).toEqual(new Set(kinds));
    expect(observation().requests).toBeGreaterThan(0);
  });

  test('gives resources that are what they say, each once', () => {
    const { resources } = observation();
    expect(resources.length).toBeGreaterThan(0);
    for (const each of resources) expect(ObservedResource.parse(each)).toEqual(each);
    expect(new Set(resources.map((each) => `${each.kind} ${each.key}`)).size).toBe(resources.length);
  });

  test('gives resources that have a place', () => {
    const orphans = orphansOf(ObservedRows.of(observation().resources, []), DeclaredFacts.parse({}));
    // A gateway is the one thing that is only there once somebody has declared it.
    expect(orphans.filter(({ kind }) => kind !== 'gateway')).toEqual([]);
  });
}

function observingRouters(specimen: () => RouterSpecimen, observation: () => Observation): void {
  test('names the rights that applying needs', async () => {
    const { grants } = await specimen().connector.probe();
    expect(grants.filter((each) => each.needed === 'apply').length).toBeGreaterThan(0);
  });

  test('gives resources that refer to one another', () => {
    const keys = (kind: ResourceKind) =>
      new Set(observation().resources.flatMap((each) => (each.kind === kind ? [each.key] : [])));
    const routers = new Set([...keys('vpc'), ...keys('vbr')]);
    const all = <K extends ResourceKind>(kind: K) =>
      observation().resources.filter((each): each is ResourceOf<K> => each.kind === kind);
    expect(all('v-switch').every((each) => keys('vpc').has(each.attributes.vpc))).toBe(true);
    expect(all('route-table').every((each) => routers.has(each.attributes.router))).toBe(true);
    expect(all('route-entry').every((each) => keys('route-table').has(each.attributes.routeTable))).toBe(true);
    expect(all('router-interface').every((each) => routers.has(each.attributes.router))).toBe(true);
    expect(all('bgp-peer').every((each) => keys('bgp-group').has(each.attributes.group))).toBe(true);
  });

  test('covers the entries of every table it lists', () => {
    const tables = observation().resources.flatMap((each) => (each.kind === 'route-table' ? [each.key] : []));
    const covered = observation().covered.flatMap((each) => (each.kind === 'route-entry' ? [each.within] : []));
    expect([...covered].sort()).toEqual([...tables].sort());
  });

  test('narrows tables, entries and BGP to one router', async () => {
    const { vbr, connector } = specimen();
    const narrow = await connector.observe({ router: { kind: 'vbr', key: vbr } });
    const [table, ...others] = narrow.resources.filter((each) => each.kind === 'route-table');
    expect(table?.attributes.router).toBe(vbr);
    expect(others).toEqual([]);
    expect(narrow.failures).toEqual([]);
    const wanted = observation().resources.filter(
      (each) => each.kind === 'route-entry' && each.attributes.routeTable === table?.key,
    );
    expect(sorted(narrow.resources.filter((each) => each.kind === 'route-entry'))).toEqual(sorted(wanted));
    expect(narrow.covered.filter((each) => each.kind.startsWith('bgp')).every((each) => each.within === vbr)).toBe(
      true,
    );
  });
}

function inspecting(specimen: () => RouterSpecimen): void {
  test('knows an effect that is so, one that is not, and one that something else stands in the way of', async () => {
    const { connector, applied, notApplied, contradicted } = specimen();
    expect((await connector.inspect(applied)).kind).toBe('applied');
    expect((await connector.inspect(notApplied)).kind).toBe('not-applied');
    expect((await connector.inspect(contradicted)).kind).toBe('contradicted');
  });
}

function performing(specimen: () => RouterSpecimen): void {
  test('writes an effect, sees it settle, and undoes it', async (context) => {
    const { connector, notApplied, settle } = specimen();
    if (!settle) return context.skip();
    const undo = { ...notApplied, kind: notApplied.kind.replace('create', 'delete') } as Effect;
    const made = await connector.perform(notApplied, { token: 'contract-1', deadlineMs: 10_000 });
    expect(made.requestId).not.toBe('');
    expect(['in-progress', 'applied']).toContain((await connector.inspect(notApplied)).kind);
    await settle();
    expect(await connector.inspect(notApplied)).toMatchObject({ kind: 'applied', resourceId: made.resourceId });
    expect((await connector.inspect(undo)).kind).toBe('not-applied');
    await connector.perform(undo, { token: 'contract-2', deadlineMs: 10_000 });
    await settle();
    expect((await connector.inspect(undo)).kind).toBe('applied');
    expect((await connector.inspect(notApplied)).kind).toBe('not-applied');
  });

  test('refuses a token the API would refuse, before anything is sent', async () => {
    const { connector, notApplied } = specimen();
    const failed = await connector
      .perform(notApplied, { token: 'x'.repeat(65), deadlineMs: 10_000 })
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ConnectorError);
    expect(failed).toMatchObject({ kind: 'rejected', details: { outcome: 'none' } });
  });
}

function sorted(resources: readonly ObservedResource[]): readonly ObservedResource[] {
  const name = (each: ObservedResource) => `${each.kind} ${each.key}`;
  return [...resources].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}
