import type { Gateway, GatewayRoute } from '@/domain/estate/gateway';
import type { Prefix } from '@/domain/net/prefix';
import { bestPaths, preferenceOf, type PathMerits } from '@/domain/routing/sessions/best-path';
import { routesOf } from '@/domain/routing/bgp/announced';
import { groupBy, type EstateIndex } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/**
 * A gateway that was seen to send by another neighbour than the declared preferences would have it (C11). What was seen is what it
 * does; who set it otherwise, or what else decides there, the gateway's configuration knows.
 */
export const bestPathDiffers: StandingCheck = ({ index }) =>
  [...index.gateways.values()].flatMap((gateway): readonly Finding[] => {
    const differing = differingAt(index, gateway);
    return [...groupBy(differing, ({ chosen, wanted }) => `${chosen} ${wanted}`).values()].flatMap((each) => {
      const [first] = each;
      if (!first) return [];
      const params = { gateway: gateway.key, others: each.length - 1, ...first };
      const subject = { kind: 'gateway', key: gateway.key } as const;
      return [
        { code: 'C11', kind: 'best-path-differs', severity: 'warning', owner: 'idc', subject, params, flows: [] },
      ];
    });
  });

type Differing = { prefix: Prefix; chosen: string; wanted: string; by: 'preference' | 'length' | 'med' };

function differingAt(index: EstateIndex, gateway: Gateway): readonly Differing[] {
  const isDeclared = gateway.bgpPeers?.some((peer) => (peer.localPreference ?? peer.med) !== undefined) ?? false;
  const routes = isDeclared ? routesOf(index, gateway) : undefined;
  const learnt = (routes ?? []).filter(({ source, peer }) => source === 'bgp' && peer !== undefined);
  return [...groupBy(learnt, ({ prefix }) => prefix).values()].flatMap((paths) => difference(gateway, paths));
}

type Path = PathMerits & { route: GatewayRoute };

function difference(gateway: Gateway, routes: readonly GatewayRoute[]): readonly Differing[] {
  if (routes.length < 2) return [];
  const paths = routes.map((route) => asDeclared(gateway, route));
  const [wanted] = bestPaths(paths);
  const chosen = paths.find(({ route }) => route.best);
  // Nothing chosen of BGP: the gateway has another way there.
  if (!wanted || !chosen || bestPaths(paths).includes(chosen)) return [];
  return [
    {
      prefix: wanted.route.prefix,
      chosen: chosen.route.peer ?? '',
      wanted: wanted.route.peer ?? '',
      by: decidedBy(wanted, chosen),
    },
  ];
}

/** A path as it would be, had the gateway set on it what is declared. */
function asDeclared({ bgpPeers }: Gateway, route: GatewayRoute): Path {
  const declared = bgpPeers?.find(({ address }) => address === route.peer);
  const localPreference = declared?.localPreference ?? route.localPreference;
  const med = declared?.med ?? route.med;
  return {
    route,
    asPath: route.asPath ?? [],
    ...(localPreference === undefined ? {} : { localPreference }),
    ...(med === undefined ? {} : { med }),
  };
}

function decidedBy(wanted: Path, chosen: Path): Differing['by'] {
  if (preferenceOf(wanted) !== preferenceOf(chosen)) return 'preference';
  return wanted.asPath.length === chosen.asPath.length ? 'med' : 'length';
}
