import type { Body } from '@/lab/alibaba/dispatch';
import type { Parameters } from '@/lab/alibaba/parameters';
import type { Lab } from '@/lab/lab';
import type { WorldState } from '@/lab/world/state';

/** One call of the container service: `parameters` are those of path and query, `json` is its body. */
export type Call = { lab: Lab; state: WorldState; parameters: Parameters; json: unknown; requestId: string };

/** What a write did: it has no answer of its own. `effect` is its number in the record of effects. */
export type Written = { effect: number };

/** An operation by verb and path; names in braces are parameters. */
export type Operation = { path: string } & (
  { method: 'GET'; read(call: Call): Body } | { method: 'POST'; write(call: Call): Written }
);
