import { z } from 'zod';
import { Cluster } from './cluster';
import { PhysicalConnection, RouterInterface, Vbr } from './express-connect';
import { Flow } from './flow';
import { Gateway } from './gateway';
import { Title } from './primitives';
import { Site } from './site';
import { TransitRouter } from './transit-router';
import { Vpc } from './vpc';

export const ESTATE_API_VERSION = 'causeway/v1';

/**
 * Everything known of one organisation's cloud-edge network: the one model that the file, the lab, the topology, the engine
 * and the planner speak. What is omitted is unknown, not empty.
 */
export const Estate = z.object({
  apiVersion: z.literal(ESTATE_API_VERSION).default(ESTATE_API_VERSION),
  kind: z.literal('Estate').default('Estate'),
  metadata: z.object({ name: z.string().min(1).max(128), title: Title.optional() }),
  sites: z.array(Site).default([]),
  vpcs: z.array(Vpc).default([]),
  routerInterfaces: z.array(RouterInterface).default([]),
  transitRouters: z.array(TransitRouter).default([]),
  physicalConnections: z.array(PhysicalConnection).default([]),
  vbrs: z.array(Vbr).default([]),
  gateways: z.array(Gateway).default([]),
  clusters: z.array(Cluster).default([]),
  flows: z.array(Flow).default([]),
});
export type Estate = z.infer<typeof Estate>;
