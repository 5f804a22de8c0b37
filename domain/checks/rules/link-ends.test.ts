import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import type { GatewayInterface } from '@/domain/estate/gateway';
import { NOON, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { gatewayOf, peerOf, vbrOf } from '@/domain/testing/seed-parts';
import { findFindings } from '@/domain/checks';

const address = (text: string) => text as GatewayInterface['address'];

describe('a link whose ends do not fit', () => {
  it.each([
    ['V11', 'vlan-differs', (e: Estate) => void (gatewayOf(e).interfaces[0]!.vlanId = 111), 'error'],
    ['V10', 'link-subnet', (e: Estate) => void (vbrOf(e).localGatewayAddress = address('169.254.10.3/30')), 'error'],
    [
      'V10',
      'link-far-end',
      (e: Estate) => void (gatewayOf(e).interfaces[0]!.address = address('169.254.11.2/30')),
      'error',
    ],
    [
      'V10',
      'link-subnet',
      (e: Estate) => {
        vbrOf(e).localGatewayAddress6 = address('2001:db8:ffff::1/64');
        vbrOf(e).peerGatewayAddress6 = address('2001:db8:ffff::2/126');
      },
      'warning',
    ],
    // Too wide, and yet the ends find each other.
    [
      'V10',
      'link-subnet',
      (e: Estate) => {
        vbrOf(e).localGatewayAddress = address('169.254.10.1/20');
        vbrOf(e).peerGatewayAddress = address('169.254.10.2/20');
      },
      'warning',
    ],
  ] satisfies [string, string, (estate: Estate) => void, string][])(
    'is %s %s, and as bad as what passes over it',
    (code, kind, edit, severity) => {
      const found = (state: 'active' | 'established') => {
        const estate = seedWith((each) => (edit(each), void (peerOf(each).observed = { sessionState: state })));
        const links = ['vlan-differs', 'link-subnet', 'link-far-end'];
        return findFindings(viewOf(estate), NOON)
          .filter((each) => links.includes(each.kind))
          .map((each) => [each.code, each.kind, each.severity]);
      };
      expect(found('active')).toEqual([[code, kind, severity]]);
      expect(found('established')).toEqual([[code, kind, 'warning']]);
    },
  );
});
