import type { ObservedResource, ResourceKind } from '@/domain/estate/resource';
import type { Connector, Coverage, Observation, ObserveScope } from '@/server/connectors/types';
import { ConnectorError } from '@/server/connectors/types';

/** A source of a test: it answers what it is told to. */
export type FakeConnector = Connector & {
  answer: (scope: ObserveScope, signal?: AbortSignal) => Promise<Observation>;
  asked: ObserveScope[];
};

export function aFakeConnector(answer: () => Observation): FakeConnector {
  const fake: FakeConnector = {
    system: 'vpc',
    asked: [],
    answer: async () => answer(),
    probe: async () => ({
      grants: [{ action: 'vpc:DescribeVpcs', needed: 'observe', state: 'granted' }],
      latencyMs: 3,
    }),
    observe: (scope, signal) => {
      fake.asked.push(scope);
      return fake.answer(scope, signal);
    },
    inspect: async () => ({ kind: 'not-applied' }),
    perform: () => Promise.reject(new ConnectorError('rejected', 'a fake performs nothing')),
  };
  return fake;
}

export function anObservation(resources: readonly ObservedResource[], covered?: readonly Coverage[]): Observation {
  const kinds = [...new Set(resources.map((resource) => resource.kind))];
  return {
    resources,
    covered: covered ?? kinds.map((kind: ResourceKind) => ({ kind })),
    partly: [],
    failures: [],
    skipped: [],
    requests: 1,
  };
}
