import type { Gateway, ObservedGateway } from './gateway';
import type { ObservedRows } from './observed-rows';
import { without } from './projection';

/** Declared gateways, each with what it was seen to do beside what is asked of it. A list read to its end is there even if empty. */
export function gatewaysOf(rows: ObservedRows, declared: readonly Gateway[]): Gateway[] {
  return declared.map((gateway) => {
    const observed = observedOf(gateway.key, rows);
    return observed ? { ...without(gateway, ['observed']), observed } : without(gateway, ['observed']);
  });
}

function observedOf(key: string, rows: ObservedRows): ObservedGateway | null {
  const place = { kind: 'gateway', key } as const;
  const own = rows.all('gateway').find((row) => row.key === key);
  const peers = rows.ifKnown('gateway-peer', place)?.map((row) => without(row.attributes, ['gateway']));
  const routes = rows.ifKnown('gateway-route', place)?.map((row) => without(row.attributes, ['gateway']));
  const paths = rows.ifKnown('gateway-path', place)?.map((row) => without(row.attributes, ['gateway']));
  if (!own && !peers && !routes && !paths) return null;
  return {
    ...(own ? without(own.attributes, ['key']) : {}),
    ...(peers ? { peers } : {}),
    ...(routes ? { routes } : {}),
    ...(paths ? { paths } : {}),
  };
}
