import { z } from 'zod';
import type { AccessScope, Place } from '@/domain/access';
import { laneOf, type RouterRef, routerOf } from '@/domain/changes/effect';
import type { Operation } from '@/domain/changes/operations';
import { sitesOfRouter } from '@/domain/changes/place';
import { Key } from '@/domain/estate/primitives';
import { findChange } from '@/server/db/changes';
import type { Database, Tx } from '@/server/db/client';

/** What operations touch: the routers they write to, each with the sources that show it and the sites it belongs to. */
export async function scopeOfOperations(db: Database | Tx, operations: readonly Operation[]): Promise<AccessScope> {
  const placeOf = await findPlaces(db, operations.map(routerOf));
  return placesOfOperations(placeOf, operations);
}

/** The same for a stored change; one that is not there covers nothing. */
export async function scopeOfChange(tx: Tx, { changeId }: { changeId: string }): Promise<AccessScope> {
  const change = await findChange(tx, changeId);
  return change ? scopeOfOperations(tx, change.operations) : [];
}

/** The same for many changes at once, by change. */
export async function scopesOf<C extends { operations: readonly Operation[] }>(
  db: Database | Tx,
  changes: readonly C[],
): Promise<ReadonlyMap<C, AccessScope>> {
  const placeOf = await findPlaces(
    db,
    changes.flatMap((change) => change.operations.map(routerOf)),
  );
  return new Map(changes.map((change) => [change, placesOfOperations(placeOf, change.operations)]));
}

function placesOfOperations(placeOf: (router: RouterRef) => Place, operations: readonly Operation[]): AccessScope {
  const routers = operations.map(routerOf).map((router) => [laneOf(router), router] as const);
  return [...new Map(routers).values()].map(placeOf);
}

/** Where routers stand, by what was last observed of them and what is declared now. One that nobody knows stands nowhere. */
export async function findPlaces(
  db: Database | Tx,
  routers: readonly RouterRef[],
): Promise<(router: RouterRef) => Place> {
  if (routers.length === 0) return () => ({ sources: [], sites: [] });
  const rows = await db.resourceVersion.findMany({
    where: { validTo: null, OR: routers.map(({ kind, key }) => ({ kind, key })) },
    select: { kind: true, key: true, attributes: true, source: { select: { key: true } } },
  });
  const seen = (router: RouterRef) => rows.filter(({ kind, key }) => kind === router.kind && key === router.key);
  const circuitsOf = (router: RouterRef) => [...new Set(seen(router).flatMap(circuitsIn))];
  const siteOf = await findSites(db, { routers, circuits: routers.flatMap(circuitsOf) });
  return (router) => ({
    sources: [...new Set(seen(router).map((row) => row.source.key))],
    sites: sitesOfRouter({
      site: siteOf(SECTION[router.kind], router.key),
      circuitSites: circuitsOf(router).map((circuit) => siteOf(CIRCUITS, circuit)),
    }),
  });
}

const Circuits = z.object({ physicalConnections: z.array(Key).default([]) });

function circuitsIn({ kind, attributes }: { kind: string; attributes: unknown }): readonly string[] {
  return kind === 'vbr' ? Circuits.parse(attributes).physicalConnections : [];
}

const SECTION = { vpc: 'vpcs', vbr: 'vbrs' } as const;
const CIRCUITS = 'physicalConnections';
const About = z.object({ site: Key.optional() });

async function findSites(
  db: Database | Tx,
  { routers, circuits }: { routers: readonly RouterRef[]; circuits: readonly string[] },
): Promise<(section: string, key: string) => string | undefined> {
  const about = await db.declaredVersion.findMany({
    where: {
      validTo: null,
      OR: [
        ...routers.map(({ kind, key }) => ({ section: SECTION[kind], key })),
        { section: CIRCUITS, key: { in: [...circuits] } },
      ],
    },
    select: { section: true, key: true, attributes: true },
  });
  const sites = new Map(about.map((row) => [`${row.section} ${row.key}`, About.parse(row.attributes).site]));
  return (section, key) => sites.get(`${section} ${key}`);
}
