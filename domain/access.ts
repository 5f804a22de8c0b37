import { DomainError } from './errors';

/** What a person can be. Granted everywhere, or within one site or one source. */
export const ROLES = ['viewer', 'engineer', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'estate:read',
  'estate:declare',
  'change:read',
  'change:propose',
  'change:approve',
  'change:apply',
  'audit:read',
  'source:read',
  'source:manage',
  'source:refresh',
  'applies:stop',
  'people:manage',
  'view:save',
  'system:run',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const VIEWER = ['estate:read', 'change:read', 'source:read', 'view:save'] as const;

/** An auditor reads everything and writes nothing; an admin manages, but approves nothing by being admin. */
const GRANTED: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: VIEWER,
  engineer: [...VIEWER, 'estate:declare', 'change:propose', 'change:apply', 'source:refresh', 'applies:stop'],
  approver: [...VIEWER, 'change:approve', 'change:apply', 'source:refresh', 'applies:stop'],
  auditor: [...VIEWER, 'audit:read'],
  admin: [
    ...VIEWER,
    'audit:read',
    'estate:declare',
    'source:manage',
    'source:refresh',
    'applies:stop',
    'people:manage',
  ],
};

/** One grant of a role. Without site and source it holds everywhere. */
export type Grant = { role: Role; siteKey?: string; sourceKey?: string; grantedAt: string };

/** What a request touches; a scoped grant counts only where its scope is named. */
export type AccessScope = { sites?: readonly string[]; sources?: readonly string[] };

export type Actor =
  | {
      kind: 'person';
      id: string;
      name: string;
      email: string;
      grants: readonly Grant[];
      via: 'session' | 'token';
      /** of a token: the permissions it is limited to */
      limitedTo?: readonly Permission[];
      impersonatedBy?: string;
    }
  | { kind: 'system'; job: string }
  | { kind: 'anonymous' };

function covers(grant: Grant, scope: AccessScope): boolean {
  if (grant.siteKey !== undefined)
    return scope.sites?.length ? scope.sites.every((site) => site === grant.siteKey) : false;
  if (grant.sourceKey !== undefined)
    return scope.sources?.length ? scope.sources.every((key) => key === grant.sourceKey) : false;
  return true;
}

/** The grants of an actor that give a permission within a scope. Empty for anonymous; system jobs are not granted, they are trusted. */
export function grantsFor(actor: Actor, permission: Permission, scope: AccessScope = {}): readonly Grant[] {
  if (actor.kind !== 'person') return [];
  if (actor.limitedTo && !actor.limitedTo.includes(permission)) return [];
  return actor.grants.filter((grant) => GRANTED[grant.role].includes(permission) && covers(grant, scope));
}

/** Whether the actor may. `system:run` belongs to jobs alone. */
export function may(actor: Actor, permission: Permission, scope: AccessScope = {}): boolean {
  if (actor.kind === 'system') return true;
  if (permission === 'system:run') return false;
  return grantsFor(actor, permission, scope).length > 0;
}

/** @throws DomainError `unauthenticated` or `forbidden`, naming the permission that is missing */
export function authorise(actor: Actor, permission: Permission, scope: AccessScope = {}): void {
  if (may(actor, permission, scope)) return;
  if (actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'sign-in-needed');
  throw new DomainError('forbidden', 'permission-missing', { permission });
}

/** Every permission an actor holds somewhere: what buttons are drawn from. */
export function permissionsOf(actor: Actor): readonly Permission[] {
  return PERMISSIONS.filter(
    (permission) =>
      (actor.kind === 'person' ? actor.grants : []).some((grant) => GRANTED[grant.role].includes(permission)) &&
      (actor.kind !== 'person' || !actor.limitedTo || actor.limitedTo.includes(permission)),
  );
}
