import { z } from 'zod';
import { Cluster, KubeNode } from './cluster';
import { TransitRouter } from './transit-router';
import { Flow } from './flow';
import { Gateway } from './gateway';
import { Key, SecretRef, Title } from './primitives';
import { Site } from './site';
import { SecurityGroup } from './vpc';

/** What people say about an object that a source reads: its title and the site it belongs to. */
const About = z.object({ key: Key, title: Title.optional(), site: Key.optional() });

/** What the trace needs of a cluster that no source reads, and what people add to one that is read; versions, states and readiness are not declared. */
export const DeclaredCluster = Cluster.pick({
  key: true,
  title: true,
  site: true,
  managed: true,
  vpc: true,
  serviceCidr: true,
  edgePodCidr: true,
  edgePodCidr6: true,
  nodeMask: true,
  nodePools: true,
  siteBlocks: true,
}).extend({
  nodes: z.array(KubeNode.omit({ ready: true })).optional(),
  terway: z
    .object({
      eniConfig: z
        .object({ vswitches: z.record(z.string(), z.array(Key)).optional(), security_group: Key.optional() })
        .optional(),
    })
    .optional(),
});
export type DeclaredCluster = z.infer<typeof DeclaredCluster>;

/**
 * Everything of an estate that an operator says rather than a source: what import writes. Facts about observed objects refer
 * to them by key. Gateways are here with their intent; what they are
 * seen to do is read.
 */
export const DeclaredFacts = z.object({
  sites: z.array(Site).default([]),
  vpcs: z.array(About.extend({ securityGroups: z.array(SecurityGroup).optional() })).default([]),
  vbrs: z.array(About).default([]),
  physicalConnections: z.array(About).default([]),
  routeTables: z.array(z.object({ key: Key, quota: z.number().int().positive() })).default([]),
  bgpGroups: z.array(z.object({ key: Key, authKey: SecretRef })).default([]),
  transitRouters: z.array(TransitRouter).default([]),
  gateways: z.array(Gateway.omit({ observed: true })).default([]),
  clusters: z.array(DeclaredCluster).default([]),
  flows: z.array(Flow).default([]),
});
export type DeclaredFacts = z.infer<typeof DeclaredFacts>;
