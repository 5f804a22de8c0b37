import type { Prefix } from '@/domain/net/prefix';

/** What a block of addresses is for. */
export const BLOCK_ROLES = [
  'host',
  'lan',
  'vpc',
  'v-switch',
  'edge-pods',
  'site-block',
  'node-pods',
  'service',
  'link',
  'special',
] as const;
export type BlockRole = (typeof BLOCK_ROLES)[number];

/** Roles a person can plan for: the others belong to the cloud, to a cluster or to a router. */
export const RESERVABLE_ROLES = ['host', 'lan', 'edge-pods', 'site-block'] as const satisfies readonly BlockRole[];

/** Blocks of one level never overlap; a block of a deeper level is a part of one above. */
const LEVELS: Readonly<Record<BlockRole, number>> = {
  special: 0,
  host: 0,
  vpc: 0,
  'edge-pods': 0,
  service: 0,
  link: 0,
  lan: 1,
  'v-switch': 1,
  'site-block': 1,
  'node-pods': 2,
};

export function levelOf(role: BlockRole): number {
  return LEVELS[role];
}

/** Where addresses mean the same thing to everybody, unless somebody keeps a network apart. */
export const DEFAULT_DOMAIN = 'default';

/** Service addresses mean something inside one cluster only: two clusters may use the same. */
export function clusterDomain(cluster: string): string {
  return `cluster:${cluster}`;
}

export type BlockOwnerKind = 'site' | 'lan' | 'vpc' | 'v-switch' | 'cluster' | 'node' | 'vbr' | 'cloud';

/** Whose block it is: an object of the estate. `within` is what it is unique in: the cluster of a node, the VPC of a vSwitch. */
export type BlockOwner = { kind: BlockOwnerKind; key: string; within?: string };

/** A block that follows from the estate. `taken` is how many of its addresses are in use, where somebody counts them. */
export type DerivedBlock = {
  routingDomain: string;
  prefix: Prefix;
  role: BlockRole;
  owner: BlockOwner;
  site?: string;
  taken?: number;
};

/** One row of the ledger. Times are ISO 8601. Only reservations have an author, a note and an end. */
export type LedgerBlock = Omit<DerivedBlock, 'owner'> & {
  id: string;
  level: number;
  state: 'declared' | 'reserved' | 'observed';
  owner?: BlockOwner;
  note?: string;
  createdAt?: string;
  createdBy?: string;
  expiresAt?: string;
};

/** A derived block's name, the same from reading to reading. */
export function blockId({ routingDomain, role, owner, prefix }: DerivedBlock): string {
  return [routingDomain, role, owner.within ?? '', owner.key, prefix].join('|');
}
