import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import type { GatewayInterface } from '@/domain/estate/gateway';
import { parseAddress } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { observedViewOf, seedWith } from '@/domain/testing/seed-figure';
import { gatewayOf, peerOf, vbrOf } from '@/domain/testing/seed-parts';
import { judgeFlows } from '../answers/judge';
import { indexEstate } from '../estate-index';
import { linkFaultsOf, linkProof } from './link-fault';

const flows = (estate: Estate) => {
  const [cloudToEdge, edgeToCloud] = judgeFlows(observedViewOf(estate));
  return { cloudToEdge: cloudToEdge!, edgeToCloud: edgeToCloud! };
};

describe('a link', () => {
  const silent = (estate: Estate) => {
    peerOf(estate).observed = { sessionState: 'active' };
    gatewayOf(estate).staticRoutes = [{ prefix: parsePrefix('192.168.0.0/16'), nextHop: parseAddress('169.254.10.1') }];
  };
  const text = (address: string) => address as GatewayInterface['address'];
  const vlan = { code: 'link-vlan-differs', finding: 'V11', owner: 'idc' };
  const addresses = { code: 'link-addresses-differ', finding: 'V10', owner: 'cloud' };

  describe.each([
    ['another VLAN', (e: Estate) => void (gatewayOf(e).interfaces[0]!.vlanId = 111), vlan],
    ['ends in two subnets', (e: Estate) => void (vbrOf(e).peerGatewayAddress = text('169.254.10.6/30')), addresses],
    ['the broadcast address', (e: Estate) => void (vbrOf(e).localGatewayAddress = text('169.254.10.3/30')), addresses],
    [
      'a gateway in another subnet',
      (e: Estate) => void (gatewayOf(e).interfaces[0]!.address = text('169.254.11.2/30')),
      addresses,
    ],
  ] satisfies [string, (estate: Estate) => void, typeof vlan][])('with %s', (_, edit, { code, finding, owner }) => {
    const ends = { kind: 'unreachable', reason: { code }, finding, owner };

    it('lets nothing pass', () => {
      const { forward } = flows(seedWith((e) => (edit(e), silent(e)))).cloudToEdge;
      expect(forward).toMatchObject(ends);
      expect(forward.hops.at(-1)).toMatchObject({ place: { kind: 'vbr' }, status: 'stops' });
    });

    it('works all the same where a session over it is up', () => {
      const { forward } = flows(seedWith((e) => void edit(e))).cloudToEdge;
      expect(forward.kind).toBe('reachable');
    });

    it('is doubted where it was up when somebody looked last', () => {
      const [verdict] = judgeFlows(
        observedViewOf(
          seedWith((e) => void edit(e)),
          ['bgp-peer'],
        ),
      );
      expect(verdict?.forward).toMatchObject({ kind: 'unknown', reason: { code: 'stale-reading' } });
    });

    it('has one more circuit and then keeps what is wrong with it to itself', () => {
      const two = seedWith((e) => (edit(e), silent(e), void vbrOf(e).physicalConnections.push('pc-more')));
      expect(flows(two).cloudToEdge.forward.kind).toBe('reachable');
    });
  });

  it('lets nothing pass toward the cloud either', () => {
    const estate = seedWith((each) => (silent(each), void (gatewayOf(each).interfaces[0]!.vlanId = 111)));
    expect(flows(estate).edgeToCloud.forward).toMatchObject({ reason: { code: 'link-vlan-differs' } });
  });

  it.each([
    ['nobody tells of a VLAN', (e: Estate) => void delete gatewayOf(e).interfaces[0]!.vlanId],
    [
      'the gateway shares the address',
      (e: Estate) => void (gatewayOf(e).interfaces[0]!.address = text('169.254.10.3/29')),
    ],
  ])('is believed where %s', (_, edit) => {
    expect(flows(seedWith((e) => (edit(e), silent(e)))).cloudToEdge.forward.kind).toBe('reachable');
  });
});

describe('the IPv6 ends of a link', () => {
  const text = (address: string) => address as GatewayInterface['address'];
  const six = (edit: (estate: Estate) => void) =>
    seedWith((estate) => {
      vbrOf(estate).localGatewayAddress6 = text('2001:db8:ffff::1/126');
      vbrOf(estate).peerGatewayAddress6 = text('2001:db8:ffff::2/126');
      const circuit = vbrOf(estate).physicalConnections[0]!;
      gatewayOf(estate).interfaces.push({ name: 'six', address: text('2001:db8:ffff::2/126'), circuit, vlanId: 110 });
      edit(estate);
    });

  it.each([
    ['fit', () => undefined, null],
    ['are the first of their subnet', (e) => void (vbrOf(e).localGatewayAddress6 = text('2001:db8:ffff::/126')), null],
    ['stand in two subnets', (e) => void (vbrOf(e).localGatewayAddress6 = text('2001:db8:fffe::1/126')), 'addresses'],
    ['are one address', (e) => void (vbrOf(e).localGatewayAddress6 = text('2001:db8:ffff::2/126')), 'addresses'],
    [
      'are elsewhere at the gateway',
      (e) => void (gatewayOf(e).interfaces.at(-1)!.address = text('2001:db8:fffe::2/126')),
      'addresses',
    ],
    ['are tagged otherwise', (e) => gatewayOf(e).interfaces.forEach((port) => void (port.vlanId = 111)), 'vlan'],
  ] satisfies [string, (estate: Estate) => void, string | null][])('that %s', (_, edit, kind) => {
    const estate = six(edit);
    const faults = linkFaultsOf(vbrOf(estate), gatewayOf(estate));
    expect(faults[6]?.kind ?? null).toBe(kind);
    expect(faults[4]?.kind ?? null).toBe(kind === 'vlan' ? 'vlan' : null);
  });

  it('are not shown to work by a session between the IPv4 ones', () => {
    const estate = six((e) => void (vbrOf(e).localGatewayAddress6 = text('2001:db8:fffe::1/126')));
    const index = indexEstate(observedViewOf(estate));
    const [vbr, gateway] = [vbrOf(estate), gatewayOf(estate)];
    expect(linkProof(index, vbr, gateway, linkFaultsOf(vbr, gateway)[6]!)).toBeNull();
    expect(linkProof(index, vbr, gateway, { kind: 'vlan', family: 6 })).toBe('works');
  });
});
