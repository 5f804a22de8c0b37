import type { Gateway, ObservedGateway } from './gateway';
import type { ObservedRows } from './observed-rows';
import { without } from './projection';
import { valuesOf } from './row-values';

/** Declared gateways, each with what it was seen to do beside what is asked of it. A list read to its end is there even if empty. */
export function gatewaysOf(rows: ObservedRows, declared: readonly Gateway[]): Gateway[] {
  const own = new Map(rows.all('gateway').map((row) => [row.key, row.value]));
  return declared.map((gateway) => {
    const observed = observedOf(gateway.key, rows, own.get(gateway.key));
    return observed ? { ...without(gateway, ['observed']), observed } : without(gateway, ['observed']);
  });
}

type OwnFacts = Omit<ObservedGateway, 'peers' | 'routes' | 'paths'>;

function observedOf(key: string, rows: ObservedRows, own: OwnFacts | undefined): ObservedGateway | null {
  const place = { kind: 'gateway', key } as const;
  const peers = rows.ifKnown('gateway-peer', place);
  const routes = rows.ifKnown('gateway-route', place);
  const paths = rows.ifKnown('gateway-path', place);
  if (!own && !peers && !routes && !paths) return null;
  return {
    ...own,
    ...(peers ? { peers: valuesOf(peers) } : {}),
    ...(routes ? { routes: valuesOf(routes) } : {}),
    ...(paths ? { paths: valuesOf(paths) } : {}),
  };
}
