import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { anEstate } from '@/domain/testing/an-estate';
import { levelOf, type BlockRole, type LedgerBlock } from './block';
import { blocksOfEstate, declaredBlocks, ledgerOf } from './blocks-of-estate';
import { nextFree, obstacles, takenWithin } from './next-free';
import { ledgerProblems } from './rules';
import { treeOf } from './tree';

const estate = anEstate()
  .withSite({
    key: 'dc-1',
    kind: 'data-centre',
    hostPrefixes: ['172.16.0.0/16'],
    lans: [{ key: 'dc-1/rack-a', prefix: '172.16.10.0/24' }],
  })
  .withVpc({
    key: 'vpc-a',
    prefixes: ['192.168.0.0/16'],
    vSwitches: [{ key: 'vsw-a', prefix: '192.168.0.0/24', availableAddresses: 200 }],
  })
  .withVbr({ key: 'vbr-a', localGatewayAddress: '169.254.10.1/30' })
  .withCluster({
    key: 'c0',
    edgePodCidr: '10.0.0.0/16',
    serviceCidr: '172.21.0.0/20',
    nodeMask: 25,
    siteBlocks: [{ site: 'dc-1', prefix: '10.0.0.0/18' }],
    nodePools: [{ key: 'np', kind: 'edge', site: 'dc-1' }],
    nodes: [{ name: 'n1', pool: 'np', podCidr: '10.0.0.0/25' }],
  })
  .build();

function aBlock(role: BlockRole, prefix: string, more: Partial<LedgerBlock> = {}): LedgerBlock {
  return {
    id: `${role} ${prefix}`,
    routingDomain: 'default',
    level: levelOf(role),
    prefix: parsePrefix(prefix),
    role,
    state: 'declared',
    ...more,
  };
}

describe('the blocks of an estate', () => {
  it('are everything that holds addresses, with the range the cloud keeps for itself', () => {
    expect(blocksOfEstate(estate).map(({ role, prefix, site }) => [role, prefix, site ?? null])).toEqual([
      ['special', '100.64.0.0/10', null],
      ['host', '172.16.0.0/16', 'dc-1'],
      ['lan', '172.16.10.0/24', 'dc-1'],
      ['edge-pods', '10.0.0.0/16', null],
      ['service', '172.21.0.0/20', null],
      ['site-block', '10.0.0.0/18', 'dc-1'],
      ['vpc', '192.168.0.0/16', null],
      ['v-switch', '192.168.0.0/24', null],
      ['link', '169.254.10.0/30', null],
      ['node-pods', '10.0.0.0/25', 'dc-1'],
    ]);
  });

  it('are declared where a fact says so and observed otherwise, with reservations beside them', () => {
    const facts = { sites: estate.sites, clusters: [] };
    const reservation = { ...aBlock('lan', '172.16.20.0/24'), id: 'r1', note: 'rack b' };
    const states = ledgerOf(estate, facts, [reservation]).map(({ role, state }) => `${role} ${state}`);
    expect(states).toContain('host declared');
    expect(states).toContain('edge-pods observed');
    expect(states).toContain('lan reserved');
    expect(declaredBlocks(facts).map(({ role }) => role)).toEqual(['host', 'lan']);
  });
});

describe('the tree', () => {
  const rows = treeOf(ledgerOf(estate, { sites: [], clusters: [] }, []));
  const row = (role: BlockRole) => rows.find(({ block }) => block.role === role);

  it('puts each block below the narrowest that contains it', () => {
    expect(row('node-pods')).toMatchObject({ depth: 2, parent: row('site-block')?.block.id });
    expect(row('lan')?.parent).toBe(row('host')?.block.id);
    expect(row('special')).toMatchObject({ depth: 0, parent: null });
  });

  it('says how much of a block its parts take, and of a vSwitch what the cloud counts', () => {
    expect(row('site-block')?.used).toBeCloseTo(128 / 16_384);
    expect(row('v-switch')?.used).toBeCloseTo(56 / 256);
    expect(row('link')?.used).toBeNull();
  });

  it('keeps routing domains apart and survives ten thousand blocks', () => {
    expect(row('service')).toMatchObject({ depth: 0, parent: null });
    expect(rows.at(-1)?.block.role).toBe('service');
    const many = Array.from({ length: 10_000 }, (_, n) => aBlock('node-pods', `10.${n >> 8}.${n & 255}.0/24`));
    const startedAt = performance.now();
    const tree = treeOf([aBlock('edge-pods', '10.0.0.0/8'), ...many]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(tree[0]).toMatchObject({ parts: 10_000, depth: 0 });
  });
});

describe('the next free block', () => {
  const within = parsePrefix('10.0.0.0/22');
  it.each([
    { taken: [], length: 24, next: '10.0.0.0/24' },
    { taken: ['10.0.0.0/24'], length: 24, next: '10.0.1.0/24' },
    { taken: ['10.0.0.0/25'], length: 24, next: '10.0.1.0/24' },
    { taken: ['10.0.0.0/25'], length: 25, next: '10.0.0.128/25' },
    { taken: ['10.0.1.0/24'], length: 23, next: '10.0.2.0/23' },
    { taken: ['10.0.0.0/16'], length: 24, next: null },
    { taken: [], length: 22, next: '10.0.0.0/22' },
    { taken: [], length: 21, next: null },
    { taken: ['10.0.0.0/24', '10.0.3.0/24'], length: 23, next: null },
  ])('of /$length beside $taken is $next', ({ taken, length, next }) => {
    expect(nextFree(within, taken.map(parsePrefix), length)).toBe(next);
  });

  it('keeps clear of blocks of its level and of what lies below, not of its parents', () => {
    const blocks = [aBlock('host', '172.16.0.0/16'), aBlock('lan', '172.16.0.0/24'), aBlock('lan', '172.17.0.0/24')];
    const within = blocks[0] as LedgerBlock;
    expect(takenWithin(blocks, { routingDomain: 'default', role: 'lan', within })).toEqual(['172.16.0.0/24']);
  });
});

describe('what stands in the way of a block', () => {
  const host = aBlock('host', '172.16.0.0/16', { site: 'dc-1' });
  const lan = aBlock('lan', '172.16.10.0/24', { site: 'dc-1' });
  const vpc = aBlock('vpc', '192.168.0.0/16');
  const find = (role: BlockRole, prefix: string, site?: string) =>
    obstacles([host, lan, vpc], {
      routingDomain: 'default',
      role,
      prefix: parsePrefix(prefix),
      ...(site === undefined ? {} : { site }),
    }).map(({ role: found }) => found);
  it.each([
    { role: 'lan' as const, prefix: '172.16.20.0/24', site: 'dc-1', found: [] },
    { role: 'lan' as const, prefix: '172.16.10.0/25', site: 'dc-1', found: ['lan'] },
    { role: 'lan' as const, prefix: '172.16.20.0/24', site: 'dc-2', found: ['host'] },
    { role: 'lan' as const, prefix: '192.168.4.0/24', site: 'dc-1', found: ['vpc'] },
    { role: 'lan' as const, prefix: '172.0.0.0/8', site: 'dc-1', found: ['host', 'lan'] },
    { role: 'edge-pods' as const, prefix: '172.16.0.0/18', found: ['host'] },
    { role: 'edge-pods' as const, prefix: '10.0.0.0/16', found: [] },
  ])('$role $prefix in $site: $found', ({ role, prefix, site, found }) => {
    expect(find(role, prefix, site)).toEqual(found);
  });
});

describe('the rules', () => {
  const found = (...blocks: LedgerBlock[]) => ledgerProblems(blocks, estate).map(({ code, kind }) => `${code} ${kind}`);
  it.each<[string, LedgerBlock[], string[]]>([
    ['public addresses', [aBlock('host', '198.51.100.0/24')], ['V1 not-private']],
    ['the range of cloud services', [aBlock('host', '100.64.0.0/16')], ['V1 cloud-services']],
    ['what contains it', [aBlock('edge-pods', '100.0.0.0/8')], ['V1 cloud-services']],
    [
      'hosts of two sites that overlap',
      [
        aBlock('host', '10.0.0.0/8', { owner: { kind: 'site', key: 'a' } }),
        aBlock('host', '10.1.0.0/16', { owner: { kind: 'site', key: 'b' } }),
      ],
      ['F05 overlap'],
    ],
    ...[
      ['a', 'b'],
      ['b', 'a'],
    ].map(([first = '', second = '']): [string, LedgerBlock[], string[]] => [
      `one range of ${first} and ${second}, of which a names a part as well`,
      [
        aBlock('host', '10.0.0.0/16', { owner: { kind: 'site', key: first } }),
        aBlock('host', '10.0.0.0/16', { owner: { kind: 'site', key: second } }),
        aBlock('host', '10.0.0.0/17', { owner: { kind: 'site', key: 'a' } }),
      ],
      ['F05 overlap', 'F05 overlap'],
    ]),
    ['pods over a VPC', [aBlock('edge-pods', '192.168.0.0/17'), aBlock('vpc', '192.168.0.0/16')], ['V2 pods-overlap']],
    [
      'pods over a service range of any cluster',
      [aBlock('edge-pods', '172.21.0.0/16'), aBlock('service', '172.21.0.0/20', { routingDomain: 'cluster:c9' })],
      ['V2 pods-overlap'],
    ],
    [
      'a LAN outside of its site',
      [aBlock('host', '172.16.0.0/16', { site: 'a' }), aBlock('lan', '172.17.0.0/24', { site: 'a' })],
      ['V3 outside-parent'],
    ],
    [
      'nodes out of range, of another length, and twins',
      [
        aBlock('node-pods', '10.9.0.0/16', { id: 'n1', owner: { kind: 'node', key: 'n1', within: 'c0' } }),
        aBlock('node-pods', '10.0.1.0/25', { id: 'n2', owner: { kind: 'node', key: 'n2', within: 'c0' } }),
        aBlock('node-pods', '10.0.1.0/25', { id: 'n3', owner: { kind: 'node', key: 'n3', within: 'c0' } }),
        aBlock('node-pods', '10.200.0.0/25', { id: 'n4', owner: { kind: 'node', key: 'n4', within: 'c0' } }),
      ],
      ['V3 pod-cidr-outside', 'V3 pod-cidr-length', 'V3 pod-cidr-twice', 'V3 pod-cidr-outside'],
    ],
    ['a healthy estate', ledgerOf(estate, { sites: estate.sites, clusters: [] }, []), []],
    ['two VBRs on one link', [aBlock('link', '169.254.1.0/30'), aBlock('link', '169.254.1.0/30', { id: 'b' })], []],
  ])('%s', (_, blocks, problems) => {
    expect(found(...blocks)).toEqual(problems);
  });
});
