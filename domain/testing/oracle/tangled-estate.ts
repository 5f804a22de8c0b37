import { Estate } from '@/domain/estate/estate';
import type { EstateView, PartFreshness } from '@/domain/estate/view';
import type { Dice } from './dice';
import { aCircuit, aVbr, aVpc, pairs, transits } from './tangled-cloud';
import { aCluster, aGateway, anInnerGateway, aSite } from './tangled-edge';
import { amongRivals, asRival } from './tangled-rivals';

/**
 * An estate that contradicts itself: everything that the model allows and a network had better not have, in a few addresses. Half
 * of it leads somewhere all the same, or every answer would be no.
 */
export function tangledEstate(dice: Dice): Estate {
  const [vpcs, vbrs, sites] = [1 + dice.below(2), 1 + dice.below(3), 1 + dice.below(2)];
  const rivals = dice.chance(0.3);
  return Estate.parse({
    metadata: { name: 'tangled' },
    vpcs: Array.from({ length: vpcs }, (_, at) => aVpc(dice, at, vbrs)),
    routerInterfaces: pairs(dice, vpcs, vbrs),
    transitRouters: transits(dice, vpcs, vbrs),
    physicalConnections: Array.from({ length: vbrs }, (_, at) => aCircuit(dice, at, sites)),
    vbrs: Array.from({ length: vbrs }, (_, at) => {
      const vbr = aVbr(dice, at, vpcs);
      return rivals ? asRival(dice, vbr, at) : vbr;
    }),
    sites: Array.from({ length: sites }, (_, at) => aSite(dice, at)),
    gateways: Array.from({ length: sites }, (_, at) => at)
      .flatMap((at) => {
        const gateway = aGateway(dice, at, vbrs);
        const outer = rivals && at === 0 ? amongRivals(dice, gateway, vbrs) : gateway;
        return [outer, ...(dice.chance(0.4) ? [anInnerGateway(dice, at)] : [])];
      })
      .filter(() => dice.chance(0.95)),
    clusters: dice.list(1, 2, (at) => aCluster(dice, at, sites)),
  });
}

const READ_KINDS = [
  'v-switch',
  'route-entry',
  'vbr',
  'physical-connection',
  'router-interface',
  'bgp-peer',
  'bgp-network',
  'gateway-peer',
  'gateway-route',
  'node',
  'node-pool',
  'cluster',
  'eni-config',
] as const;

/** Most of it declared or read just now; in one view of three some readings are old or were never finished. */
export function tangledView(dice: Dice, estate: Estate): EstateView {
  if (!dice.chance(0.35)) return { estate, parts: [], revision: '0' };
  const parts = dice.list(1, 5, (): PartFreshness => {
    const kind = dice.of(READ_KINDS);
    const within = {
      'route-entry': ['vtb-vbr-0', 'vtb-0'],
      'v-switch': ['vpc-0'],
      'bgp-peer': ['vbr-0'],
      'bgp-network': ['vbr-1'],
      'gateway-route': ['gw-0'],
      node: ['c-0', 'c-1'],
      'eni-config': ['c-0'],
    }[kind as string];
    const part = {
      source: 'lab',
      kind,
      observedAt: dice.maybe('2026-03-18T12:00:00.000Z') ?? null,
      stale: dice.chance(0.3),
    };
    return within && dice.chance(0.5) ? { ...part, within: dice.of(within) } : part;
  });
  return { estate, parts, revision: '0' };
}
