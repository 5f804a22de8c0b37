import { describe, expect, it, vi } from 'vitest';
import type { DeclaredFacts } from '@/domain/estate/declared';
import { declaredOf } from '@/domain/estate/declared-of';
import { Estate } from '@/domain/estate/estate';
import type { ResourceKind } from '@/domain/estate/resource';
import { indexEstate } from '@/domain/routing/estate-index';
import { NOON, seedFigure } from '@/domain/testing/seed-figure';
import * as compared from '@/domain/topology/config-fields';
import { declaredDiffers, fieldsOfDrift } from './declared-differs';
import { groupFindings } from '../group-findings';
import { findFindings } from '@/domain/checks';

type Gateway = Estate['gateways'][number];
type Cluster = Estate['clusters'][number];
type Edits = { gateway?: object; cluster?: object; peers?: object[]; nodes?: (all: object[]) => object[] };

const PEERS = [
  { address: '169.254.10.1', peerAsn: 45104, sessionState: 'established' },
  { address: '172.16.10.11', peerAsn: 65100, sessionState: 'established' },
  { address: '172.16.10.12', peerAsn: 65100, sessionState: 'established' },
];

/** The seed as it is read, with what is another than it is declared. */
function read({ gateway, cluster, peers = PEERS, nodes = (all) => all }: Edits = {}) {
  const seed = seedFigure();
  return Estate.parse({
    ...seed,
    gateways: seed.gateways.map((each: Gateway) => ({ ...each, observed: { asn: each.asn, peers, ...gateway } })),
    clusters: seed.clusters.map((each: Cluster) => ({ ...each, ...cluster, nodes: nodes(each.nodes ?? []) })),
  });
}

const facts = (): DeclaredFacts => declaredOf(seedFigure()).facts;
const viewOf = (estate: Estate, stale: readonly ResourceKind[] = []) => ({
  estate,
  declared: facts(),
  revision: '1',
  parts: stale.map((kind) => ({ source: 'lab', kind, observedAt: NOON, stale: true })),
});
const found = (edits: Edits, stale: readonly ResourceKind[] = []) =>
  findFindings(viewOf(read(edits), stale), NOON).filter(({ kind }) => kind === 'declared-differs');
const said = (edits: Edits, stale: readonly ResourceKind[] = []) =>
  found(edits, stale).map(({ severity, owner, subject, params }) =>
    [severity, owner, subject.kind, subject.key, params.fields, params.declared, params.observed].join(' '),
  );
const pools = (edit: object) => (seedFigure().clusters[0]?.nodePools ?? []).map((pool) => ({ ...pool, ...edit }));

describe('what is read and is not as it is declared', () => {
  it.each<[string, Edits, string[]]>([
    ['nothing', {}, []],
    [
      'a router id',
      { gateway: { routerId: '172.16.0.9' } },
      ['notice idc gateway hz-sw-1 routerId 172.16.0.1 172.16.0.9'],
    ],
    [
      'a neighbour that is gone, before what matters less',
      { gateway: { routerId: '172.16.0.9' }, peers: PEERS.slice(0, 2) },
      ['warning idc gateway hz-sw-1 bgpPeers|172.16.10.12 routerId AS 65100 —'],
    ],
    [
      'a neighbour with another AS number',
      { peers: [...PEERS.slice(0, 2), { ...PEERS[2], peerAsn: 65999 }] },
      ['warning idc gateway hz-sw-1 bgpPeers|172.16.10.12 AS 65100 AS 65999'],
    ],
    [
      'the range of the pods',
      { cluster: { edgePodCidr: '10.0.0.0/15' } },
      ['warning cluster cluster c0seedhz edgePodCidr 10.0.0.0/16 10.0.0.0/15'],
    ],
    ['a node mask', { cluster: { nodeMask: 24 } }, ['notice cluster cluster c0seedhz nodeMask 25 24']],
    [
      'pod vSwitches of a zone, but not a zone more',
      {
        cluster: {
          terway: { eniConfig: { vswitches: { 'cn-hangzhou-i': ['vsw-other'], 'cn-hangzhou-k': ['vsw-k'] } } },
        },
      },
      ['warning cluster cluster c0seedhz terway.eniConfig.vswitches.cn-hangzhou-i vsw-bp1podi vsw-other'],
    ],
    [
      'a pool that is gone',
      { cluster: { nodePools: pools({}).slice(1) } },
      ['warning cluster cluster c0seedhz nodePools|np-cloud cloud —'],
    ],
    [
      'a pool that is gone, and one that is connected in another way',
      { cluster: { nodePools: pools({ interconnect: 'basic' }).slice(1), siteBlocks: [] } },
      [
        'warning cluster cluster c0seedhz nodePools|np-cloud cloud —',
        'notice cluster pool np-edge interconnect private basic',
      ],
    ],
    [
      'a speaker that is gone',
      { nodes: (all) => all.filter((each) => (each as { name: string }).name !== 'edge-hz1-a1') },
      ['warning cluster cluster c0seedhz nodes|edge-hz1-a1 AS 65100 —'],
    ],
    ['a node that is gone and announces nothing', { nodes: (all) => all.slice(0, 3) }, []],
    [
      'a node with another subnet',
      { nodes: (all) => all.map((each, at) => (at === 3 ? { ...each, podCidr: '10.0.2.0/25' } : each)) },
      ['warning cluster node edge-hz1-a3 podCidr 10.0.1.0/25 10.0.2.0/25'],
    ],
  ])('%s', (_what, edits, expected) => {
    expect(said(edits)).toEqual(expected);
  });

  it.each<[ResourceKind, Edits]>([
    ['gateway', { gateway: { routerId: '172.16.0.9' } }],
    ['gateway-peer', { peers: [] }],
    ['cluster', { cluster: { edgePodCidr: '10.0.0.0/15' } }],
    ['node-pool', { cluster: { nodePools: pools({}).slice(1) } }],
    ['cluster-node', { nodes: (all) => all.slice(0, 1) }],
    ['node', { nodes: (all) => all.slice(0, 1) }],
    ['eni-config', { cluster: { terway: { eniConfig: { vswitches: { 'cn-hangzhou-i': ['vsw-other'] } } } } }],
  ])('is no difference while the reading of %s is old', (kind, edits) => {
    expect(said(edits)).not.toEqual([]);
    expect(said(edits, [kind])).toEqual([]);
  });

  it.each<[string, Edits, string]>([
    [
      'an AS number that a session shows',
      { peers: [{ ...PEERS[0], localAsn: 65055 }, ...PEERS.slice(1)], gateway: { asn: 65055 } },
      'C07',
    ],
    ['a neighbour without which a session is up all the same', { peers: PEERS.slice(1) }, 'C07'],
    ['the AS number of the cloud', { gateway: { asn: 45104 } }, 'F08'],
    [
      'vSwitches that somebody wrote by hand',
      {
        cluster: {
          terway: {
            eniConfig: { vswitches: { 'cn-hangzhou-i': ['vsw-other'] } },
            eniConfigFacts: { managers: [{ manager: 'kubectl-edit' }] },
          },
        },
      },
      'F11',
    ],
  ])('is not said again: %s', (_what, edits, code) => {
    const all = findFindings(viewOf(read(edits)), NOON);
    expect(all.map((each) => each.code)).toContain(code);
    expect(said(edits)).toEqual([]);
  });

  it('is one cause over many objects', () => {
    const edits: Edits = { nodes: (all) => all.map((each) => ({ ...each, pool: 'np-new' })) };
    expect(found(edits)).toHaveLength(4);
    expect(groupFindings(found(edits))).toHaveLength(1);
  });

  it('names every field as it is now, and none that has gone', () => {
    const [finding] = found({ gateway: { routerId: '172.16.0.9' }, peers: PEERS.slice(0, 2) });
    const now = read({ gateway: { routerId: '172.16.0.7' } });
    expect(fieldsOfDrift({ index: indexEstate(viewOf(now)), declared: facts() }, finding!)).toEqual([
      { field: 'routerId', declared: '172.16.0.1', observed: '172.16.0.7' },
    ]);
  });

  it('is looked for only in what is another: neither routes nor readings ask again', () => {
    const looked = vi.spyOn(compared, 'configFields');
    const [estate, declared] = [read({ cluster: { nodeMask: 24 } }), facts()];
    const ask = (of: Estate) => declaredDiffers({ index: indexEstate({ ...viewOf(of), declared }), declared }, []);
    expect(ask(estate)).toHaveLength(1);
    const first = looked.mock.calls.length;
    expect(first).toBeGreaterThan(0);
    expect(ask({ ...estate, vpcs: [], vbrs: [] })).toHaveLength(1);
    expect(looked.mock.calls.length).toBe(first);
    looked.mockRestore();
  });
});
