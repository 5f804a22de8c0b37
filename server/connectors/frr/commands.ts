import type { Address } from '@/domain/net/address';

/** Every command this connector runs; `scripts/frr-forced-command.sh` lets exactly these pass. Addresses are canonical text. */
export const COMMANDS = {
  version: 'show version',
  summary: 'show bgp summary json',
  neighbors: 'show bgp neighbors json',
  bgpTable: 'show bgp ipv4 unicast json',
  ipRoutes: 'show ip route json',
} as const;

export type SessionTable = 'received-routes' | 'routes' | 'advertised-routes';

export function sessionCommand(peer: Address, table: SessionTable): string {
  return `show bgp ipv4 unicast neighbors ${peer} ${table} json`;
}
