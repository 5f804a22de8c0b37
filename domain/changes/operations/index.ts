import { z } from 'zod';
import type { ErrorParams, Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import type { DiffRow, StepDraft } from '../operation';
import { addBgpPeer } from './add-bgp-peer/definition';
import { AddBgpPeer } from './add-bgp-peer/schema';
import { addRouteEntry } from './add-route-entry/definition';
import { AddRouteEntry } from './add-route-entry/schema';
import { moveRouteEntry } from './move-route-entry/definition';
import { MoveRouteEntry } from './move-route-entry/schema';
import { removeBgpPeer } from './remove-bgp-peer/definition';
import { RemoveBgpPeer } from './remove-bgp-peer/schema';
import { removeRouteEntry } from './remove-route-entry/definition';
import { RemoveRouteEntry } from './remove-route-entry/schema';

/** Everything a change can be made of. A new operation: its folder, and a line here and below. */
export const Operation = z.discriminatedUnion('kind', [
  AddRouteEntry,
  MoveRouteEntry,
  RemoveRouteEntry,
  AddBgpPeer,
  RemoveBgpPeer,
]);
export type Operation = z.output<typeof Operation>;
export type OperationKind = Operation['kind'];

const DEFINITIONS = {
  'add-route-entry': addRouteEntry,
  'move-route-entry': moveRouteEntry,
  'remove-route-entry': removeRouteEntry,
  'add-bgp-peer': addBgpPeer,
  'remove-bgp-peer': removeBgpPeer,
} as const satisfies Record<OperationKind, { kind: OperationKind }>;

export const OPERATION_KINDS = Object.keys(DEFINITIONS) as readonly OperationKind[];

/** A definition whose methods take any operation of its own kind. */
type Definition = {
  validate(view: EstateView, operation: Operation): readonly Problem[];
  steps(view: EstateView, operation: Operation): readonly StepDraft[];
  diff(view: EstateView, operation: Operation): readonly DiffRow[];
  title(operation: Operation): ErrorParams;
};

/** Kind and definition belong together by the table above; the compiler cannot see that, so the one cast stands here. */
export function definitionOf(kind: OperationKind): Definition {
  return DEFINITIONS[kind] as unknown as Definition;
}
