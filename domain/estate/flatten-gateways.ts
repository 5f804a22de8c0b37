import type { Gateway } from './gateway';
import { without } from './projection';
import { gatewayPathKey, gatewayPeerKey, gatewayRouteKey, type ObservedResource } from './resource';

/** What a gateway shows of itself over its connector. */
export function shownOfGateway({ key, observed }: Gateway): ObservedResource[] {
  if (!observed) return [];
  const gateway = key;
  return [
    { kind: 'gateway', key, attributes: { key, ...without(observed, ['peers', 'routes', 'paths']) } },
    ...(observed.peers ?? []).map((each): ObservedResource => {
      return { kind: 'gateway-peer', key: gatewayPeerKey(key, each.address), attributes: { ...each, gateway } };
    }),
    ...(observed.routes ?? []).map((each): ObservedResource => {
      return { kind: 'gateway-route', key: gatewayRouteKey(key, each), attributes: { ...each, gateway } };
    }),
    ...(observed.paths ?? []).map((each): ObservedResource => {
      return { kind: 'gateway-path', key: gatewayPathKey(key, each), attributes: { ...each, gateway } };
    }),
  ];
}
