import { Estate } from '@/domain/estate/estate';
import { entriesOfEstate } from '@/domain/search/index-of';
import { buildSearchIndex, search } from '@/domain/search/search';
import { median, quantile, type Result } from './measure';

const NODES = 10_000;
const ROUTES = 100_000;
const CLUSTERS = 20;
const GOAL_MS = 150;

/** Searches as they are typed, in an estate of 10,000 nodes and 100,000 route entries; the baseline is no index at all. */
export function benchSearch(): Result[] {
  const estate = aLargeEstate();
  const began = performance.now();
  const index = buildSearchIndex(entriesOfEstate(estate));
  const builtMs = performance.now() - began;
  const typed = [
    'n',
    'no',
    'node-1',
    'node-12-345',
    '10.1',
    '10.1.2.0/24',
    '10.1.2.3',
    '10.0.0.0/8',
    'as65001',
    '65001',
  ]
    .concat(['vtb-3', 'vpc', 'nothing like it', '机房', 'c7 node'])
    .flatMap((text) => Array.from({ length: 10 }, () => text));
  const times = typed.map((text) => {
    const startedAt = performance.now();
    search(index, text);
    return performance.now() - startedAt;
  });
  const withoutIndex = performance.now();
  search(buildSearchIndex(entriesOfEstate(estate)), 'node-12-345');
  const baseline = performance.now() - withoutIndex;
  const p95 = quantile(times, 0.95);
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    {
      name: 'search as typed, p95',
      goal: `<= ${GOAL_MS} ms`,
      result: `${ms(p95)} (median ${ms(median(times))}); without an index ${ms(baseline)}`,
      met: p95 <= GOAL_MS,
      how: `${times.length} searches over ${index.entries.length} entries; the index of a revision takes ${ms(builtMs)}`,
    },
  ];
}

function aLargeEstate(): Estate {
  const byte = (n: number) => n & 255;
  const clusters = Array.from({ length: CLUSTERS }, (_, c) => ({
    key: `c${c}`,
    edgePodCidr: `10.${c}.0.0/16`,
    nodeMask: 25,
    nodes: Array.from({ length: NODES / CLUSTERS }, (_, n) => ({
      name: `node-${c}-${n}`,
      address: `172.${16 + (c >> 1)}.${n >> 8}.${byte(n)}`,
      podCidr: `10.${c}.${n >> 1}.${(n & 1) * 128}/25`,
    })),
  }));
  const tables = Array.from({ length: 100 }, (_, t) => ({
    key: `vtb-${t}`,
    entries: Array.from({ length: ROUTES / 100 }, (_, n) => ({
      prefix: `10.${t}.${n >> 2}.${(n & 3) * 64}/26`,
      nextHop: { kind: 'router-interface' as const, key: `ri-${t}` },
      type: 'custom' as const,
    })),
  }));
  return Estate.parse({
    metadata: { name: 'large' },
    sites: [{ key: 'dc', kind: 'data-centre', title: { zh: '机房' } }],
    vpcs: tables.map((table, at) => ({ key: `vpc-${at}`, prefixes: ['192.168.0.0/16'], routeTables: [table] })),
    gateways: [{ key: 'gw', site: 'dc', driver: 'frr', asn: 65001 }],
    clusters,
  });
}
