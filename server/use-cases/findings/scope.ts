import type { AccessScope, Place } from '@/domain/access';
import type { RouterRef } from '@/domain/changes/effect';
import type { Finding } from '@/domain/checks/finding';
import { siteOfPool, type EstateIndex } from '@/domain/routing/estate-index';
import type { Database, Tx } from '@/server/db/client';
import { findPlaces } from '../changes/scope';

/** What findings concern: the router they are about, or the site it stands in. One that stands nowhere is everybody's. */
export async function scopeOfFindings(
  db: Database | Tx,
  index: EstateIndex,
  findings: readonly Finding[],
): Promise<AccessScope> {
  const placeOf = await findPlaces(db, findings.flatMap(routersOf));
  return findings.map((each): Place => {
    const [router] = routersOf(each);
    return router ? placeOf(router) : { sources: sourcesOf(each), sites: sitesOf(index, each) };
  });
}

function routersOf({ subject, params }: Finding): readonly RouterRef[] {
  if (subject.kind === 'vbr' || subject.kind === 'vpc') return [{ kind: subject.kind, key: subject.key }];
  return subject.kind === 'bgp-peer' && params.vbr ? [{ kind: 'vbr', key: String(params.vbr) }] : [];
}

function sourcesOf({ subject }: Finding): readonly string[] {
  return subject.kind === 'source' ? [subject.key] : [];
}

function sitesOf(index: EstateIndex, { subject: { kind, key } }: Finding): Place['sites'] {
  const pool = kind === 'pool' ? index.pools.get(key)?.pool : undefined;
  const site = {
    site: kind === 'site' ? key : undefined,
    lan: kind === 'lan' ? index.lans.get(key)?.site.key : undefined,
    gateway: kind === 'gateway' ? index.gateways.get(key)?.site : undefined,
    circuit: kind === 'physical-connection' ? index.circuits.get(key)?.site : undefined,
    pool: pool && siteOfPool(index, pool),
  };
  return Object.values(site).flatMap((each) => (each === undefined ? [] : [[each]]));
}
