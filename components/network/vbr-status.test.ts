import { describe, expect, it } from 'vitest';
import { parsePrefix } from '@/domain/net/prefix';
import type { BgpPeer } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { EstateView } from '@/domain/estate/view';
import { sessionMeaning, vbrMeaning } from './vbr-status';

const peer = (sessionState: NonNullable<BgpPeer['observed']>['sessionState']): BgpPeer => ({
  key: 'bgp-1',
  observed: { sessionState },
});
const vbr: Vbr = { key: 'vbr-1', physicalConnections: [], status: 'active' };
const view = (stale: boolean): EstateView => ({
  estate: {} as EstateView['estate'],
  parts: [{ source: 's', kind: 'vbr', observedAt: null, stale }],
  revision: '1',
});

describe('a session in one of the five meanings', () => {
  it.each([
    ['established', 'healthy'],
    ['active', 'broken'],
    ['idle', 'broken'],
    ['down', 'broken'],
    ['connect', 'changing'],
    ['unknown', 'unknown'],
  ] as const)('shows %s as %s', (state, meaning) => {
    expect(sessionMeaning(peer(state))).toBe(meaning);
  });

  it('shows a peer nobody has observed as unknown', () => {
    expect(sessionMeaning({ key: 'bgp-1' })).toBe('unknown');
  });
});

describe('a VBR in one of the five meanings', () => {
  it('is never healthy on an old reading', () => {
    expect(vbrMeaning(view(true), vbr, [])).toBe('unknown');
  });

  it('is changing while a row of its table settles', () => {
    const prefix = parsePrefix('172.16.0.0/16');
    const entries = [
      {
        prefix,
        type: 'custom' as const,
        status: 'pending' as const,
        nextHop: { kind: 'router-interface' as const, key: 'ri-1' },
      },
    ];
    expect(vbrMeaning(view(false), { ...vbr, routeTable: { key: 'vtb-1', entries } }, [])).toBe('changing');
  });

  it('is broken when a finding about its table says so', () => {
    const finding = {
      code: 'F01',
      kind: 'vbr-route-missing',
      severity: 'error',
      owner: 'cloud',
      subject: { kind: 'vbr', key: 'vbr-1' },
      params: {},
      flows: [],
    } as const;
    expect(vbrMeaning(view(false), vbr, [finding])).toBe('broken');
    expect(vbrMeaning(view(false), vbr, [])).toBe('healthy');
  });
});
