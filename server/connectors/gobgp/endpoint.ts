import { ConnectorError } from '../types';

const PLACE = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):(\d{1,5})$/i;
const DEFAULT_PORT = 50051;

/**
 * Where a channel goes: host and port, nothing else. The library would take `unix:`, `xds:` and other schemes for places too.
 * Without a port: GoBGP's own.
 * @throws ConnectorError `rejected`
 */
export function targetOf(endpoint: string): string {
  const hasPort = /[^:]:\d+$|\]:\d+$/.test(endpoint);
  const place = hasPort ? endpoint : `${endpoint}:${DEFAULT_PORT}`;
  const port = Number(PLACE.exec(place)?.[1] ?? 0);
  if (port >= 1 && port <= 65_535) return `dns:${place}`;
  throw new ConnectorError('rejected', 'The endpoint is a host with an optional port: no scheme, path or user.', {
    outcome: 'none',
  });
}
