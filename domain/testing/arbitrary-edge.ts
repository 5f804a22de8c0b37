import fc from 'fast-check';
import { GatewayDriver } from '@/domain/estate/gateway';
import { freeText, maybe, title } from './arbitrary-text';

export type SiteChoices = typeof siteChoices extends fc.Arbitrary<infer T> ? T : never;
export type ClusterChoices = typeof clusterChoices extends fc.Arbitrary<infer T> ? T : never;

/** What may vary about one data centre with its gateway. */
export const siteChoices = fc.record({
  title: maybe(title),
  location: maybe(
    fc.record({ latitude: fc.integer({ min: -90, max: 90 }), longitude: fc.integer({ min: -180, max: 180 }) }),
  ),
  lans: fc.integer({ min: 0, max: 2 }),
  gateway: fc.boolean(),
  driver: fc.constantFrom(...GatewayDriver.options),
  peersKnown: fc.boolean(),
  intentKnown: fc.boolean(),
  permits: maybe(fc.constantFrom([], [{ from: '10.0.0.0/8', to: '192.168.0.0/16' }], [{}])),
});

const nodeChoices = fc.record({
  podCidr: fc.boolean(),
  ready: maybe(fc.boolean()),
  speaker: maybe(
    fc.record({
      asn: fc.integer({ min: 64512, max: 65534 }),
      announces: fc.constantFrom('lan', 'own'),
      nextHop: fc.constantFrom('self', 'owner'),
    }),
  ),
});

/** What may vary about the cluster. */
export const clusterChoices = fc.record({
  title: maybe(title),
  version: maybe(fc.constantFrom('1.32.7-aliyun.1', '1.30')),
  terway: fc.boolean(),
  podSwitches: fc.boolean(),
  addOnConfig: maybe(
    fc.dictionary(
      fc.constantFrom('IPVlan', 'NetworkPolicy', 'nested'),
      fc.oneof(freeText, fc.constant({ a: [1, null, true] })),
    ),
  ),
  flannel: fc.boolean(),
  nodes: maybe(fc.array(nodeChoices, { maxLength: 3 })),
  hostNetwork: maybe(fc.boolean()),
  flowTitle: maybe(title),
  mustHold: fc.boolean(),
});
