import { z } from 'zod';
import type { Site } from '@/domain/estate/site';
import { query } from '../command';
import { loadEstateView } from '../estate/load-estate';

/** What facts and grants may name: everything the estate holds of these kinds, declared or observed. */
export type Nameable = {
  site: readonly Pick<Site, 'key' | 'title'>[];
  lan: readonly string[];
  vpc: readonly string[];
  vbr: readonly string[];
  circuit: readonly string[];
  pool: readonly string[];
  gateway: readonly string[];
};

export const readReferences = query({
  permission: 'estate:read',
  input: z.strictObject({}),
  async run({ db, now }): Promise<Nameable> {
    const { sites, vpcs, vbrs, physicalConnections, clusters, gateways } = (await loadEstateView(db, { now })).estate;
    return {
      site: sites.map(({ key, title }) => ({ key, ...(title ? { title } : {}) })),
      lan: keysOf(sites.flatMap((site) => site.lans)),
      vpc: keysOf(vpcs),
      vbr: keysOf(vbrs),
      circuit: keysOf(physicalConnections),
      gateway: keysOf(gateways),
      pool: keysOf(clusters.flatMap((cluster) => cluster.nodePools ?? [])),
    };
  },
});

const keysOf = (list: readonly { key: string }[]) => list.map(({ key }) => key);
