import { z } from 'zod';
import type { Address } from '@/domain/net/address';
import type { Prefix } from '@/domain/net/prefix';
import { AddressText, Asn, Key, PrefixText, Title } from './primitives';

/** What an announcing node says, and with which next hop: never assumed, always stated. */
export const Speaker = z.object({
  asn: Asn,
  announces: z.enum(['lan', 'own']),
  nextHop: z.enum(['self', 'owner']),
  /** said with everything it announces */
  med: z.number().int().min(0).max(4_294_967_295).optional(),
});
export type Speaker = z.infer<typeof Speaker>;

/** What Flannel writes on a node; peers ignore a node whose subnet manager is not `ready`. */
export const NodeFlannel = z.object({
  backendType: z.string().max(64).optional(),
  publicIp: AddressText.optional(),
  ready: z.boolean().optional(),
});

/**
 * A node of a cluster. `podCidr` can be set once and never changed; `podCidr6` is the IPv6 half of a dual-stack node. The pool
 * is absent where no label names it.
 */
export const KubeNode = z.object({
  name: z.string().min(1).max(253),
  pool: Key.optional(),
  /** what the node's own label says, where it has one: at the edge, or in the cloud */
  edge: z.boolean().optional(),
  address: AddressText.optional(),
  address6: AddressText.optional(),
  podCidr: PrefixText.optional(),
  podCidr6: PrefixText.optional(),
  /** what stands in place of a pod subnet and is no prefix: an old cluster may hold one with host bits */
  podCidrAsWritten: z.string().max(64).optional(),
  zone: z.string().max(64).optional(),
  ready: z.boolean().optional(),
  schedulable: z.boolean().optional(),
  kubeletVersion: z.string().max(64).optional(),
  flannel: NodeFlannel.optional(),
  speaker: Speaker.optional(),
});
export type KubeNode = z.infer<typeof KubeNode>;

/** The pod subnets of a node: one, or one of each family. */
export function podCidrsOf({ podCidr, podCidr6 }: Pick<KubeNode, 'podCidr' | 'podCidr6'>): readonly Prefix[] {
  return [podCidr, podCidr6].filter((each) => each !== undefined);
}

/** The addresses of a node itself: one, or one of each family. */
export function addressesOf({ address, address6 }: Pick<KubeNode, 'address' | 'address6'>): readonly Address[] {
  return [address, address6].filter((each) => each !== undefined);
}

export const NodePool = z.object({
  key: Key,
  kind: z.enum(['cloud', 'edge']),
  title: Title.optional(),
  name: z.string().max(256).optional(),
  site: Key.optional(),
  lan: Key.optional(),
  interconnect: z.enum(['basic', 'private']).optional(),
  /** nodes of the pool reach one another at layer 3 */
  intranet: z.boolean().optional(),
  hostNetwork: z.boolean().optional(),
  vSwitches: z.array(Key).optional(),
  state: z.string().max(32).optional(),
  nodeCount: z.number().int().min(0).optional(),
});
export type NodePool = z.infer<typeof NodePool>;

/** An add-on as the service holds it. `configSchema` is the JSON Schema (draft-07, as text) that a new `config` must satisfy. */
export const AddOn = z.object({
  name: z.string().max(128),
  version: z.string().max(64).optional(),
  state: z.string().max(32).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  configSchema: z.string().max(512_000).optional(),
});
export type AddOn = z.infer<typeof AddOn>;

/** Who last wrote a Kubernetes object, as its managedFields say. */
export const FieldManager = z.object({
  manager: z.string().max(256),
  operation: z.string().max(32).optional(),
  at: z.string().max(40).optional(),
});

/** kube-system/eni-config beside its content: who wrote it, and what is wrong with it where it cannot be read. */
export const EniConfigFacts = z.object({
  resourceVersion: z.string().max(64).optional(),
  managers: z.array(FieldManager).default([]),
  problem: z.enum(['missing', 'no-eni-conf', 'not-json', 'not-an-object']).optional(),
});
export type EniConfigFacts = z.infer<typeof EniConfigFacts>;

/** `addOn` is the add-on's own document, `eniConfig` what kube-system/eni-config says: read, never written. */
export const Terway = z.object({
  addOn: AddOn.optional(),
  eniConfig: z
    .looseObject({
      vswitches: z.record(z.string(), z.array(Key)).optional(),
      security_group: Key.optional(),
      security_groups: z.array(Key).optional(),
    })
    .optional(),
  eniConfigFacts: EniConfigFacts.optional(),
});

/** Flannel's configuration as read; `namespace` is kube-system with ACK, kube-flannel upstream. */
export const Flannel = z.object({
  namespace: z.string().max(64).optional(),
  netConf: z.looseObject({ Network: z.string().optional() }).optional(),
  problem: z.enum(['missing', 'not-json', 'not-an-object']).optional(),
});

/** A daemon set and how far its rollout is; counts are pods. */
export const DaemonSet = z.object({
  namespace: z.string().max(64),
  name: z.string().max(253),
  desired: z.number().int().min(0).optional(),
  updated: z.number().int().min(0).optional(),
  ready: z.number().int().min(0).optional(),
  available: z.number().int().min(0).optional(),
  /** the rollout has seen the newest template */
  observedNewest: z.boolean().optional(),
  image: z.string().max(512).optional(),
  /** Flannel's `--ip-masq`: what leaves its `Network` carries the node's address. Absent where its arguments do not tell. */
  masquerades: z.boolean().optional(),
});
export type DaemonSet = z.infer<typeof DaemonSet>;

/** Work that the service does on a cluster. */
export const ClusterTask = z.object({
  key: Key,
  type: z.string().max(64).optional(),
  state: z.string().max(32).optional(),
  created: z.string().max(40).optional(),
  updated: z.string().max(40).optional(),
});
export type ClusterTask = z.infer<typeof ClusterTask>;

export const SiteBlock = z.object({ site: Key, prefix: PrefixText });
export type SiteBlock = z.infer<typeof SiteBlock>;

/** An ACK Edge cluster. `edgePodCidr` and `nodeMask` are fixed at creation. */
export const Cluster = z.object({
  key: Key,
  title: Title.optional(),
  name: z.string().max(256).optional(),
  site: Key.optional(),
  vpc: Key.optional(),
  region: z.string().max(64).optional(),
  state: z.string().max(32).optional(),
  /** `Edge` for ACK Edge; left out where nobody says. Self-managed clusters have no service behind them. */
  profile: z.string().max(32).optional(),
  /** false: no service manages this cluster, so its Flannel configuration may be edited */
  managed: z.boolean().optional(),
  kubernetesVersion: z.string().max(64).optional(),
  serviceCidr: PrefixText.optional(),
  edgePodCidr: PrefixText.optional(),
  edgePodCidr6: PrefixText.optional(),
  nodeMask: z.number().int().min(8).max(30).optional(),
  securityGroup: Key.optional(),
  terway: Terway.optional(),
  flannel: Flannel.optional(),
  nodePools: z.array(NodePool).optional(),
  siteBlocks: z.array(SiteBlock).optional(),
  nodes: z.array(KubeNode).optional(),
  /** add-ons beside the one that speaks for Terway */
  otherAddOns: z.array(AddOn).optional(),
  daemonSets: z.array(DaemonSet).optional(),
  tasks: z.array(ClusterTask).optional(),
});
export type Cluster = z.infer<typeof Cluster>;

/** All add-ons of a cluster that are known, the one that speaks for Terway first. */
export function addOnsOf({ terway, otherAddOns = [] }: Pick<Cluster, 'terway' | 'otherAddOns'>): readonly AddOn[] {
  return terway?.addOn ? [terway.addOn, ...otherAddOns] : otherAddOns;
}

/** The ranges that the pods at the edge are given subnets of: one, or one of each family. */
export function edgePodCidrsOf({
  edgePodCidr,
  edgePodCidr6,
}: Pick<Cluster, 'edgePodCidr' | 'edgePodCidr6'>): readonly Prefix[] {
  return [edgePodCidr, edgePodCidr6].filter((each) => each !== undefined);
}
