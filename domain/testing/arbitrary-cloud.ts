import fc from 'fast-check';
import { ProvisioningStatus, SessionState } from '@/domain/estate/bgp';
import { RouteStatus } from '@/domain/estate/routes';
import { freeText, maybe, title } from './arbitrary-text';

const entryStatus = fc.constantFrom(...RouteStatus.options);
const provisioning = fc.constantFrom(...ProvisioningStatus.options);

export type VpcChoices = typeof vpcChoices extends fc.Arbitrary<infer T> ? T : never;
export type VbrChoices = typeof vbrChoices extends fc.Arbitrary<infer T> ? T : never;

/** What may vary about one VPC; addresses and keys follow from its number, so that an estate never contradicts itself. */
export const vpcChoices = fc.record({
  title: maybe(title),
  name: maybe(freeText),
  siteKnown: fc.boolean(),
  ipv6: fc.boolean(),
  vSwitches: maybe(fc.array(fc.record({ name: maybe(freeText), free: fc.nat({ max: 4000 }) }), { maxLength: 3 })),
  tablesKnown: fc.boolean(),
  entriesKnown: fc.boolean(),
  customTable: fc.boolean(),
  quota: maybe(fc.integer({ min: 1, max: 400 })),
  entryStatus,
  description: maybe(freeText),
  permits: maybe(fc.array(fc.constantFrom('10.0.0.0/8', '172.16.0.0/12', '2001:db8::/32'), { maxLength: 2 })),
});

const peerChoices = fc.record({
  status: provisioning,
  bfd: fc.record({ enabled: fc.boolean(), hops: fc.integer({ min: 1, max: 255 }) }),
  observed: maybe(
    fc.record({
      sessionState: fc.constantFrom(...SessionState.options),
      receivedRoutes: fc.nat({ max: 200 }),
      advertisedRoutes: fc.nat({ max: 200 }),
    }),
  ),
});

const groupChoices = fc.record({
  name: maybe(freeText),
  description: maybe(freeText),
  localAsn: fc.constantFrom(45104, 64512, 4200000000),
  peerAsn: fc.integer({ min: 64512, max: 65534 }),
  secret: fc.boolean(),
  routeLimit: fc.integer({ min: 0, max: 400 }),
  status: provisioning,
  peers: maybe(fc.array(peerChoices, { maxLength: 2 })),
});

/** What may vary about one VBR with its circuit and its pair of router interfaces. */
export const vbrChoices = fc.record({
  title: maybe(title),
  name: maybe(freeText),
  siteKnown: fc.boolean(),
  businessStatus: fc.constantFrom('normal', 'financialLocked'),
  bandwidthMbps: fc.constantFrom(50, 1000, 102400),
  bfd: maybe(fc.constant({ minTxIntervalMs: 300, minRxIntervalMs: 1000, detectMultiplier: 3 })),
  entriesKnown: fc.boolean(),
  quota: maybe(fc.integer({ min: 1, max: 400 })),
  ipv6: fc.boolean(),
  bgpRoute: fc.boolean(),
  entryStatus,
  groups: maybe(fc.array(groupChoices, { maxLength: 2 })),
  networksKnown: fc.boolean(),
});
