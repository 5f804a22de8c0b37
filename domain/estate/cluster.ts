import { z } from 'zod';
import { AddressText, Asn, Key, PrefixText, Title } from './primitives';

/** What an announcing node says, and with which next hop: never assumed, always stated. */
export const Speaker = z.object({
  asn: Asn,
  announces: z.enum(['lan', 'own']),
  nextHop: z.enum(['self', 'owner']),
});
export type Speaker = z.infer<typeof Speaker>;

export const KubeNode = z.object({
  name: z.string().min(1).max(253),
  pool: Key,
  address: AddressText.optional(),
  podCidr: PrefixText.optional(),
  ready: z.boolean().optional(),
  speaker: Speaker.optional(),
});
export type KubeNode = z.infer<typeof KubeNode>;

export const NodePool = z.object({
  key: Key,
  kind: z.enum(['cloud', 'edge']),
  title: Title.optional(),
  site: Key.optional(),
  lan: Key.optional(),
  interconnect: z.enum(['basic', 'private']).optional(),
  hostNetwork: z.boolean().optional(),
  vSwitches: z.array(Key).optional(),
});
export type NodePool = z.infer<typeof NodePool>;

/** `config` is the add-on's own document, `eniConfig` what kube-system/eni-config says: read, never written. */
export const Terway = z.object({
  addOn: z
    .object({
      name: z.string().max(128),
      version: z.string().max(64).optional(),
      state: z.string().max(32).optional(),
      config: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  eniConfig: z
    .looseObject({ vswitches: z.record(z.string(), z.array(Key)).optional(), security_group: Key.optional() })
    .optional(),
});

export const SiteBlock = z.object({ site: Key, prefix: PrefixText });

/** An ACK Edge cluster. `edgePodCidr` and `nodeMask` are fixed at creation. */
export const Cluster = z.object({
  key: Key,
  title: Title.optional(),
  site: Key.optional(),
  vpc: Key.optional(),
  kubernetesVersion: z.string().max(64).optional(),
  serviceCidr: PrefixText.optional(),
  edgePodCidr: PrefixText.optional(),
  nodeMask: z.number().int().min(8).max(30).optional(),
  terway: Terway.optional(),
  flannel: z.object({ netConf: z.looseObject({ Network: z.string().optional() }).optional() }).optional(),
  nodePools: z.array(NodePool).optional(),
  siteBlocks: z.array(SiteBlock).optional(),
  nodes: z.array(KubeNode).optional(),
});
export type Cluster = z.infer<typeof Cluster>;
