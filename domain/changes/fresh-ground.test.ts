import { describe, expect, it } from 'vitest';
import { anEstate } from '@/domain/testing/an-estate';
import { spoilsGround, type Shortfall } from './fresh-ground';

const estate = anEstate()
  .withVpc({ key: 'vpc-a', prefixes: ['192.168.0.0/16'], vSwitches: [{ key: 'vsw-a', prefix: '192.168.0.0/24' }] })
  .withVpc({ key: 'vpc-b', prefixes: ['192.168.0.0/16'], vSwitches: [{ key: 'vsw-b', prefix: '192.168.0.0/24' }] })
  .withVbr({ key: 'vbr-a' })
  .withVbr({ key: 'vbr-b' })
  .withRouterInterfacePair({ key: 'ri-vpc-a', router: 'vpc-a' }, { key: 'ri-vbr-a', router: 'vbr-a' })
  .withRouterInterfacePair({ key: 'ri-vpc-b', router: 'vpc-b' }, { key: 'ri-vbr-b', router: 'vbr-b' })
  .withRouterInterface({ key: 'ri-loose', router: 'vbr-b' })
  .build();
const VBR = { kind: 'vbr', key: 'vbr-a' } as const;
const VPC = { kind: 'vpc', key: 'vpc-a' } as const;

describe('a reading that fell short', () => {
  it.each<[string, typeof VBR | typeof VPC, Shortfall]>([
    ['its own table', VBR, { kind: 'route-entry', within: 'vtb-a' }],
    ['an odd row in its own table', VBR, { kind: 'route-entry', within: 'vtb-a', rows: ['rte-1'] }],
    ['its tables', VPC, { kind: 'route-table', within: 'vpc-a' }],
    ['an odd session of its own', VBR, { kind: 'bgp-peer', within: 'vbr-a', rows: ['bgp-1'] }],
    ['itself', VBR, { kind: 'vbr', rows: ['vbr-a'] }],
    ['itself, beside others', VBR, { kind: 'vbr', rows: ['vbr-b', 'vbr-a'] }],
    ['a row without a name', VBR, { kind: 'vbr', rows: ['?'] }],
    ['the list of routers', VBR, { kind: 'vbr' }],
    ['the VPC it leads to', VBR, { kind: 'vpc', rows: ['vpc-a'] }],
    ['all VPCs, by whose names its interfaces are known', VBR, { kind: 'vpc' }],
    ['an interface of its own', VBR, { kind: 'router-interface', rows: ['ri-vbr-a'] }],
    ['the far end of its interface', VBR, { kind: 'router-interface', rows: ['ri-vpc-a'] }],
    ['an interface nobody knows', VBR, { kind: 'router-interface', rows: ['ri-new'] }],
    ['an interface that may lead here', VBR, { kind: 'router-interface', rows: ['ri-loose'] }],
    ['a vSwitch of the VPC', VPC, { kind: 'v-switch', rows: ['vsw-a'] }],
    ['a vSwitch nobody knows', VPC, { kind: 'v-switch', rows: ['vsw-new'] }],
    ['all vSwitches', VPC, { kind: 'v-switch' }],
  ])('in %s is no ground', (_what, router, shortfall) => {
    expect(spoilsGround(router, shortfall, estate)).toBe(true);
  });

  it.each<[string, typeof VBR | typeof VPC, Shortfall]>([
    ['circuits', VBR, { kind: 'physical-connection' }],
    ['an odd circuit', VPC, { kind: 'physical-connection', rows: ['pc-1'] }],
    ['vSwitches, for a VBR', VBR, { kind: 'v-switch', rows: ['vsw-a'] }],
    ['a vSwitch of another VPC', VPC, { kind: 'v-switch', rows: ['vsw-b'] }],
    ['another VBR', VBR, { kind: 'vbr', rows: ['vbr-b'] }],
    ['VBRs, for a VPC', VPC, { kind: 'vbr' }],
    ['a VPC it does not lead to', VBR, { kind: 'vpc', rows: ['vpc-b'] }],
    ['interfaces between others', VBR, { kind: 'router-interface', rows: ['ri-vbr-b', 'ri-vpc-b'] }],
    ['clusters', VBR, { kind: 'cluster' }],
  ])('in %s leaves the ground whole', (_what, router, shortfall) => {
    expect(spoilsGround(router, shortfall, estate)).toBe(false);
  });
});
