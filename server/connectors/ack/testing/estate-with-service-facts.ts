import fc from 'fast-check';
import { Estate } from '@/domain/estate/estate';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { freeText, maybe } from '@/domain/testing/arbitrary-text';

const word = fc.constantFrom('active', 'updating', 'scaling', 'initial', 'a-new-word');
const facts = fc.record({
  name: maybe(freeText),
  state: maybe(fc.constantFrom('running', 'updating', 'a-new-word')),
  profile: maybe(fc.constantFrom('Edge', 'Default')),
  securityGroup: maybe(fc.constant('sg-1')),
  edgePodCidr6: maybe(fc.constant('fd00:10::/56')),
  nodeMask: maybe(fc.integer({ min: 8, max: 30 })),
  poolName: maybe(freeText),
  poolState: maybe(word),
  nodeCount: maybe(fc.nat({ max: 500 })),
  intranet: maybe(fc.boolean()),
  addOnState: word,
  version: maybe(fc.constantFrom('v1.13.2', 'v1.8.17')),
  configSchema: maybe(fc.constantFrom('{}', '{"type":"object"}')),
  coredns: maybe(fc.record({ replicas: fc.integer({ min: 1, max: 9 }) })),
  tasks: maybe(
    fc.array(
      fc.record({ type: maybe(fc.constant('addon_modify')), state: maybe(fc.constantFrom('running', 'fail')) }),
      {
        maxLength: 3,
      },
    ),
  ),
});

/** Generated estates whose clusters also have what only the container service knows of them. */
export function estateWithServiceFacts(): fc.Arbitrary<Estate> {
  return fc.tuple(estateArbitrary(), facts).map(([estate, about]) => {
    const { name, state, profile, securityGroup, edgePodCidr6, nodeMask, tasks, addOnState, version, configSchema } =
      about;
    const clusters = estate.clusters.map(({ terway, nodePools, ...cluster }) => ({
      ...cluster,
      ...{ name, state, profile, securityGroup, edgePodCidr6, nodeMask },
      otherAddOns: about.coredns && [
        { name: 'coredns', state: addOnState, version, configSchema, config: about.coredns },
      ],
      tasks: tasks?.map((task, n) => ({ key: `T-${n}`, ...task })),
      terway: terway?.addOn
        ? { ...terway, addOn: { ...terway.addOn, state: addOnState, version, configSchema } }
        : terway,
      nodePools: nodePools?.map((pool) => ({
        ...pool,
        ...{ name: about.poolName, state: about.poolState, nodeCount: about.nodeCount },
        ...(pool.kind === 'edge' ? { intranet: about.intranet } : {}),
      })),
    }));
    return Estate.parse(JSON.parse(JSON.stringify({ ...estate, clusters })));
  });
}
