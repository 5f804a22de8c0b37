import type { Operation } from '@/domain/changes/operations';
import { Operation as OperationSchema } from '@/domain/changes/operations';
import type { Fault, FaultRule } from '@/lab/faults/fault';
import { seededRandom } from '@/lab/faults/random';
import type { RunningLab } from '@/lab/testing';
import type { VbrKeys } from './kill-estate';
import type { KillMoment } from './killer';

/** What one round does: a change, how it is disturbed, and when its workers die. The same number gives the same round. */
export type KillScript = {
  operations: readonly Operation[];
  /** `refused`: the lab denies one of the writes, so that the rest is put back; `recalled`: a person asks for that */
  course: 'straight' | 'refused' | 'recalled';
  faults: readonly (Partial<FaultRule> & { fault: Fault })[];
  moments: readonly KillMoment[];
  recallAfterMs: number;
};

const FAULTS: readonly Fault[] = [
  { kind: 'lost-response' },
  { kind: 'error', status: 503, code: 'ServiceUnavailable', when: 'after' },
  { kind: 'error', status: 500, code: 'InternalError', when: 'before' },
  { kind: 'error', status: 400, code: 'TaskConflict', when: 'before' },
  { kind: 'throttle', status: 400, code: 'Throttling.User', retryAfterMs: 150 },
  { kind: 'reset' },
  { kind: 'latency', ms: 400 },
];

const COURSES = ['straight', 'refused', 'straight', 'recalled'] as const;

export function scriptOf(round: number, vbr: VbrKeys, lab: RunningLab): KillScript {
  const random = seededRandom(round * 7919 + 17);
  const below = (count: number) => Math.floor(random() * count);
  const operations = operationsFor(round, vbr, lab);
  const course = COURSES[round % COURSES.length]!;
  const faults = [disturbance(FAULTS[below(FAULTS.length)]!, vbr, below(3))];
  const denied = operations.findLast((operation) => operation.kind === 'add-route-entry');
  if (course === 'refused' && denied) {
    const match = { RouteTableId: vbr.routeTable, DestinationCidrBlock: denied.prefix };
    faults.push({ action: 'CreateRouteEntry', match, fault: { kind: 'deny' } });
  }
  const moments = Array.from({ length: 2 }, (): KillMoment => {
    const at = (['request', 'effect', 'delay'] as const)[below(3)]!;
    return at === 'delay' ? { at, ms: 50 + below(3_000) } : { at, nth: 1 + below(operations.length + 1) };
  });
  return { operations, course, faults, moments, recallAfterMs: 300 + below(2_000) };
}

function disturbance(fault: Fault, { routeTable }: VbrKeys, skip: number): Partial<FaultRule> & { fault: Fault } {
  // Reads of the table carry the same parameter: they go wrong too, now and then.
  return { match: { RouteTableId: routeTable }, skip, times: 1, fault };
}

/** Adds while there is little, removes when there is much; every third round the session of the VBR goes or comes back. */
function operationsFor(round: number, vbr: VbrKeys, { state }: RunningLab): readonly Operation[] {
  const router = { kind: 'vbr', key: vbr.key };
  const row = { router, routeTable: vbr.routeTable, nextHop: { kind: 'router-interface', key: vbr.nextHop } };
  const table = state.tables.find((each) => each.id === vbr.routeTable);
  const there = table?.routes.flatMap(({ prefix }) => (prefix.startsWith('172.2') ? [prefix] : [])) ?? [];
  const fresh = [0, 1, 2].map((at) => `172.${24 + Math.floor(round / 80)}.${(round % 80) * 3 + at}.0/24`);
  const removed = there.slice(0, there.length > 2 ? 2 : 0);
  const peer = { vbr: vbr.key, group: vbr.group, address: vbr.peerAddress(2) };
  const hasPeer = state.peers.some((each) => each.vbr === vbr.key);
  const session = hasPeer ? { kind: 'remove-bgp-peer', ...peer } : { kind: 'add-bgp-peer', ...peer };
  const asked = [
    ...removed.map((prefix) => ({ kind: 'remove-route-entry', ...row, prefix })),
    ...fresh.slice(removed.length).map((prefix) => ({ kind: 'add-route-entry', ...row, prefix })),
    ...(round % 3 === 0 ? [session] : []),
  ];
  return asked.map((operation) => OperationSchema.parse(operation));
}
