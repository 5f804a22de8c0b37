import type { WorldState } from '@/lab/world/state';
import type { World } from '@/lab/world/world';
import type { Parameters } from '@/lab/alibaba/parameters';

/** `region` is known and checked; `state` is the world as the call finds it. */
export type Call = { parameters: Parameters; region: string; world: World; state: WorldState };
export type Body = Record<string, unknown>;

/**
 * What a write would do. `apply` runs once inside one change of the world, with the state to be changed, and returns the
 * answer without its RequestId. `subject` names what was touched, for the record.
 */
export type Effect = { subject: string; apply(state: WorldState): Body };

export type ReadAction = { kind: 'read'; regionRequired: boolean; run(call: Call): Body };

export type WriteAction = {
  kind: 'write';
  regionRequired: boolean;
  /** some operations take a ClientToken and ignore it, as published */
  honoursToken: boolean;
  honoursDryRun: boolean;
  /** the route table that is to change; such calls are single-flight per router. Throws when there is none such */
  table?(call: Call): { id: string; router: string };
  /** checks everything and changes nothing; throws ApiError */
  prepare(call: Call): Effect;
};

export type Action = ReadAction | WriteAction;

export function read(run: ReadAction['run']): ReadAction {
  return { kind: 'read', regionRequired: true, run };
}
