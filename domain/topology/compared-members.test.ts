import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import { comparedParts, comparedPeers, networkLines } from './compared-members';
import { configFields } from './config-fields';

const drifts = ({ declared, observed }: ReturnType<typeof comparedPeers>) =>
  configFields(declared, [{ source: 'lab', observedAt: null, stale: false, attributes: observed }])
    .filter(({ drift }) => drift)
    .map((each) => [each.field, each.declared, each.observed]);

describe('the neighbours of a gateway', () => {
  const peer = (address: string, peerAsn?: number) => ({ address, ...(peerAsn === undefined ? {} : { peerAsn }) });

  it.each([
    ['that are as declared', [peer('192.0.2.1', 65001)], [peer('192.0.2.1', 65001)], []],
    [
      'of which one has another AS',
      [peer('192.0.2.1', 65001)],
      [peer('192.0.2.1', 65002)],
      [['bgpPeers|192.0.2.1', 'AS 65001', 'AS 65002']],
    ],
    ['of which one was taken out', [peer('192.0.2.1', 65001)], [], [['bgpPeers|192.0.2.1', 'AS 65001', '—']]],
    ['of which one is new', [], [peer('192.0.2.1', 65001)], [['bgpPeers|192.0.2.1', '—', 'AS 65001']]],
    ['whose number the gateway does not tell', [peer('192.0.2.1', 65001)], [peer('192.0.2.1')], []],
    ['that nobody declared', undefined, [peer('192.0.2.1', 65001)], []],
    ['that nobody read', [peer('192.0.2.1', 65001)], undefined, []],
  ])('%s', (_what, declared, observed, drift) => {
    expect(drifts(comparedPeers(declared, observed))).toEqual(drift);
  });
});

describe('what a VBR announces', () => {
  it('is a line by prefix, with whose it is and how far it has come', () => {
    const networks = [{ prefix: parsePrefix('192.168.0.0/16'), vpc: 'vpc-a', status: 'available' as const }];
    expect(networkLines([...networks, { prefix: parsePrefix('192.0.2.0/24') }])).toEqual({
      'bgpNetworks|192.168.0.0/16': 'vpc-a, available',
      'bgpNetworks|192.0.2.0/24': '',
    });
  });
});

describe('the parts of a cluster', () => {
  const declared = {
    nodePools: [{ key: 'np-a', kind: 'edge' as const, site: 'dc-1' }],
    nodes: [
      { name: 'n-1', speaker: { asn: 65100, announces: 'lan' as const, nextHop: 'self' as const } },
      { name: 'n-2' },
    ],
  };

  it.each([
    ['that are as declared', { pools: [{ key: 'np-a', kind: 'edge' as const }], nodes: [{ name: 'n-1' }] }, []],
    [
      'of which nobody needs to declare all',
      {
        pools: [
          { key: 'np-a', kind: 'edge' as const },
          { key: 'np-b', kind: 'cloud' as const },
        ],
      },
      [],
    ],
    [
      'of which a pool is another kind',
      { pools: [{ key: 'np-a', kind: 'cloud' as const }] },
      [['nodePools|np-a', 'edge', 'cloud']],
    ],
    ['of which a pool is gone', { pools: [] }, [['nodePools|np-a', 'edge', '—']]],
    ['of which a speaker is gone', { nodes: [{ name: 'n-3' }] }, [['nodes|n-1', 'AS 65100', '—']]],
    ['that nobody read', {}, []],
  ])('%s', (_what, observed, drift) => {
    expect(drifts(comparedParts(declared, observed))).toEqual(drift);
  });
});
