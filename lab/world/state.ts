import { z } from 'zod';
import { Estate } from '@/domain/estate/estate';
import { PrefixText } from '@/domain/estate/primitives';

/**
 * Everything the lab remembers, as one JSON document. Statuses are the wire's own words, so that a scenario can plant one
 * that no client knows. Moments named `…At` are world time (scaled), `modified` is wall time in ISO 8601.
 */
export const RouteState = z.object({
  id: z.string(),
  prefix: PrefixText,
  type: z.string(),
  status: z.string(),
  name: z.string(),
  description: z.string(),
  nextHops: z.array(z.object({ type: z.string(), id: z.string(), weight: z.number().optional() })),
  modified: z.string(),
});
export type RouteState = z.infer<typeof RouteState>;

/** `router` is the key of the VPC or VBR: the lane of single flight. */
export const TableState = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['System', 'Custom']),
  routerKind: z.enum(['VRouter', 'VBR']),
  router: z.string(),
  quota: z.number(),
  vSwitches: z.array(z.string()),
  routes: z.array(RouteState),
});
export type TableState = z.infer<typeof TableState>;

export const GroupState = z.object({
  id: z.string(),
  vbr: z.string(),
  name: z.string(),
  description: z.string(),
  localAsn: z.number(),
  peerAsn: z.number(),
  isFake: z.boolean(),
  /** the key's own text, '' for none: a stand-in for the cloud must hold it, because the cloud returns it */
  authKey: z.string(),
  ipVersion: z.enum(['ipv4', 'ipv6']),
  routeLimit: z.number(),
  holdSeconds: z.number(),
  keepaliveSeconds: z.number(),
  status: z.string(),
});
export type GroupState = z.infer<typeof GroupState>;

export const PeerState = z.object({
  id: z.string(),
  group: z.string(),
  vbr: z.string(),
  address: z.string(),
  bfd: z.boolean(),
  hops: z.number(),
  status: z.string(),
  modified: z.string(),
});
export type PeerState = z.infer<typeof PeerState>;

export const NetworkState = z.object({ vbr: z.string(), prefix: PrefixText, vpc: z.string(), status: z.string() });
export type NetworkState = z.infer<typeof NetworkState>;

/** An asynchronous state on its way: at `due` (world ms) what is Pending or Modifying settles and what is Deleting goes. */
export const Transition = z.object({
  due: z.number(),
  kind: z.enum(['route', 'group', 'peer', 'network', 'add-on']),
  within: z.string(),
  id: z.string(),
});
export type Transition = z.infer<typeof Transition>;

/** `upAt`: world ms at which both ends have found each other; null while something keeps them apart. */
export const SessionRecord = z.object({ fingerprint: z.string(), upAt: z.number().nullable() });
export type SessionRecord = z.infer<typeof SessionRecord>;

/** One peer of a gateway. `key` is its own text, '' for none: GoBGP returns it, so its stand-in must hold it. */
export const GatewayPeerState = z.object({
  address: z.string(),
  peerAsn: z.number(),
  key: z.string(),
  description: z.string(),
  adminDown: z.boolean(),
});
export type GatewayPeerState = z.infer<typeof GatewayPeerState>;

/** What was changed over a gateway's API since it started; its restart forgets all of it. */
export const GatewayEdits = z.object({
  peers: z.array(GatewayPeerState),
  /** peers of the configuration file that were deleted */
  removed: z.array(z.string()),
  paths: z.array(z.object({ prefix: PrefixText, nextHop: z.string().optional(), uuid: z.string() })),
});
export type GatewayEdits = z.infer<typeof GatewayEdits>;

export const TokenRecord = z.object({ digest: z.string(), body: z.record(z.string(), z.unknown()) });
export type TokenRecord = z.infer<typeof TokenRecord>;

/** One change of the world, kept so that a test can prove that it happened once. */
export const EffectRecord = z.object({
  number: z.number(),
  at: z.string(),
  action: z.string(),
  subject: z.string(),
  token: z.string().optional(),
  requestId: z.string(),
});
export type EffectRecord = z.infer<typeof EffectRecord>;

/** What the container service does and remembers beside the clusters of the estate. */
export const AckState = z.object({
  /** whether a new add-on configuration replaces the old one or is merged into it; the service does not say which it does */
  addOnWrites: z.enum(['replace', 'merge']).default('replace'),
  /** how the next updates of add-ons end */
  addOnOutcome: z.enum(['success', 'fail']).default('success'),
  /** kube-system/eni-config of each cluster as the service last wrote it, whatever was done to it since */
  eniConfigs: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
export type AckState = z.infer<typeof AckState>;

/** An object of a cluster's API, whole, as it is served. */
const KubeObjectState = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

/** What the clusters' APIs remember beside the estate. `awaiting`: nodes (`cluster|name`) that have no pod subnet yet. */
const KubernetesState = z.object({
  revision: z.number(),
  /** the controller hands subnets out */
  allocates: z.boolean(),
  awaiting: z.array(z.string()),
  /** per cluster, by path */
  objects: z.record(z.string(), z.record(z.string(), KubeObjectState)),
});
type KubernetesState = z.infer<typeof KubernetesState>;

export function newKubernetesState(): KubernetesState {
  return { revision: 1000, allocates: true, awaiting: [], objects: {} };
}

export const WorldState = z.object({
  version: z.literal(1),
  scenario: z.string(),
  digest: z.string(),
  born: z.string(),
  estate: Estate,
  tables: z.array(TableState),
  groups: z.array(GroupState),
  peers: z.array(PeerState),
  networks: z.array(NetworkState),
  sessions: z.record(z.string(), SessionRecord),
  heldDown: z.array(z.string()),
  gatewayEdits: z.record(z.string(), GatewayEdits).default({}),
  transitions: z.array(Transition),
  tokens: z.record(z.string(), TokenRecord),
  effects: z.array(EffectRecord),
  effectCount: z.number(),
  nextId: z.number(),
  // A world that was kept before there were clusters to serve opens all the same.
  ack: AckState.prefault({}),
  kubernetes: KubernetesState.default(newKubernetesState),
});
export type WorldState = z.infer<typeof WorldState>;
