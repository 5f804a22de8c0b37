import { regionsOf } from '@/lab/world/regions';
import type { ReadAction } from './action';

const NAMES: Record<string, string> = {
  'cn-hangzhou': 'China (Hangzhou)',
  'cn-shanghai': 'China (Shanghai)',
  'cn-beijing': 'China (Beijing)',
};

/** Regions that exist, whether or not the estate has anything there. */
export function knownRegions(estateRegions: readonly string[]): string[] {
  return [...new Set([...estateRegions, ...Object.keys(NAMES)])];
}

export const describeRegions: ReadAction = {
  kind: 'read',
  regionRequired: false,
  run: ({ state }) => ({
    Regions: {
      Region: knownRegions(regionsOf(state.estate)).map((region) => ({
        RegionId: region,
        RegionEndpoint: 'vpc.aliyuncs.com',
        LocalName: NAMES[region] ?? region,
      })),
    },
  }),
};
