import { z } from 'zod';
import { Key } from '@/domain/estate/primitives';
import { trailsAbout, type Trails } from '@/domain/routing/bgp/trails-about';
import { query } from '../command';
import { loadJudgedEstate } from '../topology/judged-estate';

/** The way of pod subnets to the cloud: of one node's, over one gateway, or to one VBR, and the first place that lacks each. */
export const readTrails = query({
  question: 'reach.trails',
  permission: 'estate:read',
  input: z.strictObject({ kind: z.enum(['vbr', 'gateway', 'node']), key: Key }),
  run: async ({ db, now }, asked): Promise<Trails> =>
    trailsAbout((await loadJudgedEstate(db, { now })).census.index, asked),
});
