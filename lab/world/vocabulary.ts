import type { NextHopKind } from '@/domain/estate/routes';

const WORDS = [
  'Available',
  'Pending',
  'Modifying',
  'Deleting',
  'Deleted',
  'Enabled',
  'Normal',
  'FinancialLocked',
  'SecurityLocked',
  'Initial',
  'Approved',
  'Allocating',
  'Allocated',
  'Confirmed',
  'Rejected',
  'Canceled',
  'Allocation Failed',
  'Terminating',
  'Terminated',
  'Idle',
  'AcceptingConnecting',
  'Connecting',
  'Activating',
  'Active',
  'Deactivating',
  'Inactive',
];
const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');
const BY_LETTERS = new Map(WORDS.map((word) => [letters(word), word]));

/** The cloud's spelling of a status that an estate file writes in lower case; what is not known passes as it is. */
export function wireStatus(text: string | undefined, otherwise: string): string {
  return text === undefined ? otherwise : (BY_LETTERS.get(letters(text)) ?? text);
}

/** Statuses come back in changing case (`active`, `Active`), so they are compared without it. */
export function isStatus(text: string, word: string): boolean {
  return letters(text) === letters(word);
}

const NEXT_HOP_TYPES: Record<NextHopKind, string> = {
  'router-interface': 'RouterInterface',
  'transit-router-attachment': 'Attachment',
  ecr: 'Ecr',
  instance: 'Instance',
  'network-interface': 'NetworkInterface',
  'nat-gateway': 'NatGateway',
  'ipv4-gateway': 'Ipv4Gateway',
  'ipv6-gateway': 'IPv6Gateway',
  local: 'local',
  service: 'service',
  // Any type that the model has no word for.
  other: 'VpnGateway',
};

export function wireNextHopType(kind: NextHopKind): string {
  return NEXT_HOP_TYPES[kind];
}

const ROUTE_TYPES = {
  custom: 'Custom',
  system: 'System',
  bgp: 'BGP',
  cen: 'CEN',
  ecr: 'ECR',
  unknown: 'Unknown',
} as const;

export function wireRouteType(type: keyof typeof ROUTE_TYPES): string {
  return ROUTE_TYPES[type];
}
