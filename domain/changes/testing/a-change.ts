import type { Actor, Role } from '@/domain/access';
import type { Change } from '../change';

export const AT = new Date('2026-03-18T09:00:00.000Z');
export const LATER = new Date('2026-03-18T10:00:00.000Z');

export function person(
  id: string,
  roles: readonly Role[],
  more: Partial<Extract<Actor, { kind: 'person' }>> = {},
): Extract<Actor, { kind: 'person' }> {
  const grants = roles.map((role) => ({ role, grantedAt: '2026-01-01T00:00:00.000Z' }));
  return { kind: 'person', id, name: id, email: `${id}@example.net`, grants, via: 'session', ...more };
}

/** A planned change by `erin`, with the seed's missing route. */
export function aChange(more: Partial<Change> = {}): Change {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    number: 1,
    status: 'planned',
    version: 1,
    reason: 'edge pods are not reachable',
    operations: [
      {
        kind: 'add-route-entry',
        router: { kind: 'vbr', key: 'vbr-bp1hz' },
        routeTable: 'vtb-bp1vbr',
        prefix: '10.0.0.0/16' as never,
        nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
      },
    ],
    guard: { mustHold: [], expectGain: [], proveWithinSeconds: 60, accepted: [] },
    authorId: 'erin',
    editorIds: ['erin'],
    plan: { id: '00000000-0000-4000-8000-0000000000aa', digest: 'digest-1', madeAt: AT },
    approval: null,
    revertsChangeId: null,
    scheduledFor: null,
    request: 'none',
    requestedBy: null,
    appliedBy: null,
    startedAt: null,
    guardDeadline: null,
    endedAt: null,
    outcome: null,
    createdAt: AT,
    updatedAt: AT,
    ...more,
  };
}
