import { Effect } from '@/domain/changes/effect';
import { describeRouterConnector } from '../contract';
import { createVpcConnector } from '.';
import { recordedAnswer, startSource } from './testing/recorded-source';

const router = { kind: 'vbr', key: 'vbr-bp1kedge4t7a0m3k9w5hz' } as const;
const routeTable = 'vtb-bp1kedge1vbrt6b3n9q4';
const towardVpc = { kind: 'router-interface', key: 'ri-bp1kedge1vbrs1de4k7p0' } as const;
const towardDataCentre = { kind: 'router-interface', key: 'ri-bp1kedge7vlan0if2x5m8' } as const;

describeRouterConnector('recorded bodies', async () => {
  const { source, stop } = await startSource(recordedAnswer);
  return {
    connector: createVpcConnector(source),
    vbr: router.key,
    applied: Effect.parse({
      kind: 'create-route-entry',
      router,
      routeTable,
      prefix: '10.0.0.0/16',
      nextHop: towardDataCentre,
    }),
    notApplied: Effect.parse({
      kind: 'create-route-entry',
      router,
      routeTable,
      prefix: '172.16.0.0/16',
      nextHop: towardDataCentre,
    }),
    contradicted: Effect.parse({
      kind: 'create-route-entry',
      router,
      routeTable,
      prefix: '10.0.0.0/16',
      nextHop: towardVpc,
    }),
    stop,
  };
});
