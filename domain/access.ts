import { DomainError } from './errors';

/** What a person can be. Granted everywhere, or within one site or one source. */
export const ROLES = ['viewer', 'engineer', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  'estate:read',
  'estate:declare',
  'finding:accept',
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
  engineer: [
    ...VIEWER,
    'estate:declare',
    'finding:accept',
    'change:propose',
    'change:apply',
    'source:refresh',
    'applies:stop',
  ],
  approver: [...VIEWER, 'finding:accept', 'change:approve', 'change:apply', 'source:refresh', 'applies:stop'],
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

/** A role as a person holds it; `within` names sites and sources, and is empty for everywhere. */
export type HeldRole = { role: Role; within: readonly string[] };

/** The roles of a person, each once, with the places it is bound to. */
export function heldRoles(grants: readonly Grant[]): readonly HeldRole[] {
  return ROLES.flatMap((role): HeldRole[] => {
    const held = grants.filter((grant) => grant.role === role);
    if (held.length === 0) return [];
    const places = held.flatMap((grant) => grant.siteKey ?? grant.sourceKey ?? []);
    return [{ role, within: places.length < held.length ? [] : [...new Set(places)].sort() }];
  });
}

/** Roles that can be held within a site or a source. Reading is not divided, and managing concerns the whole installation. */
export const PLACED_ROLES: readonly Role[] = ['engineer', 'approver'];

/**
 * How a permission is measured. `anywhere`: a grant counts wherever it lies, because the estate is one and its paths cross sites;
 * `place`: only where the request's places are; `everywhere`: only grants that lie nowhere in particular.
 */
const REACH: Readonly<Record<Permission, 'anywhere' | 'place' | 'everywhere'>> = {
  'estate:read': 'anywhere',
  'change:read': 'anywhere',
  'source:read': 'anywhere',
  'view:save': 'anywhere',
  // Whoever may write somewhere may stop all writing: stopping is never the wrong side to err on.
  'applies:stop': 'anywhere',
  'change:propose': 'place',
  'change:approve': 'place',
  'change:apply': 'place',
  'source:refresh': 'place',
  'estate:declare': 'place',
  'finding:accept': 'place',
  'audit:read': 'everywhere',
  'source:manage': 'everywhere',
  'people:manage': 'everywhere',
  'system:run': 'everywhere',
};

/** One grant of a role. Without site and source it holds everywhere. */
export type Grant = { role: Role; siteKey?: string; sourceKey?: string; grantedAt: string };

/**
 * One thing that a request touches. It is covered when all of its sources are granted, or all sites of one of its `sites`: each
 * of these lists is one way to be responsible for it. With neither, only a grant that holds everywhere covers it.
 */
export type Place = { sources: readonly string[]; sites: readonly (readonly string[])[] };

/** Everything a request touches: all of it has to be covered. Empty: nobody knows, so only grants that hold everywhere count. */
export type AccessScope = readonly Place[];

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

const isPlaced = (grant: Grant) => grant.siteKey !== undefined || grant.sourceKey !== undefined;

function covers(grants: readonly Grant[], { sources, sites }: Place): boolean {
  const all = (keys: readonly string[], member: 'siteKey' | 'sourceKey') =>
    keys.length > 0 && keys.every((key) => grants.some((grant) => grant[member] === key));
  return all(sources, 'sourceKey') || sites.some((way) => all(way, 'siteKey'));
}

function isEnough(grants: readonly Grant[], permission: Permission, scope: AccessScope): boolean {
  if (grants.some((grant) => !isPlaced(grant))) return true;
  if (REACH[permission] === 'anywhere') return grants.length > 0;
  return REACH[permission] === 'place' && scope.length > 0 && scope.every((place) => covers(grants, place));
}

/** Grants of a role with the permission, as far as a token is not made for less. */
function giving(actor: Actor, permission: Permission): readonly Grant[] {
  if (actor.kind !== 'person') return [];
  if (actor.limitedTo && !actor.limitedTo.includes(permission)) return [];
  return actor.grants.filter((grant) => GRANTED[grant.role].includes(permission));
}

/** Whether the actor may, within all that `scope` names. `system:run` belongs to jobs alone. */
export function may(actor: Actor, permission: Permission, scope: AccessScope = []): boolean {
  return actor.kind === 'system' || isEnough(giving(actor, permission), permission, scope);
}

/** Whether rights that were granted by that moment suffice. Jobs hold none. */
export function couldAlready(actor: Actor, permission: Permission, scope: AccessScope, at: Date): boolean {
  const held = giving(actor, permission).filter((grant) => new Date(grant.grantedAt) <= at);
  return isEnough(held, permission, scope);
}

/** Why the actor may not: nowhere, or only elsewhere. Null: it may. */
export function whyMayNot(
  actor: Actor,
  permission: Permission,
  scope: AccessScope = [],
): 'permission-missing' | 'permission-elsewhere' | null {
  if (may(actor, permission, scope)) return null;
  return permissionsOf(actor).includes(permission) ? 'permission-elsewhere' : 'permission-missing';
}

/** @throws DomainError `unauthenticated` or `forbidden`, naming the permission that is missing */
export function authorise(actor: Actor, permission: Permission, scope: AccessScope = []): void {
  const refused = whyMayNot(actor, permission, scope);
  if (refused === null) return;
  if (actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'sign-in-needed');
  throw new DomainError('forbidden', refused, { permission });
}

/** Every permission an actor can use somewhere: what buttons are drawn from. */
export function permissionsOf(actor: Actor): readonly Permission[] {
  return PERMISSIONS.filter((permission) =>
    giving(actor, permission).some((grant) => !isPlaced(grant) || REACH[permission] !== 'everywhere'),
  );
}

/** What an actor may hand to a token: what they can use themselves, but for decisions on plans, which people make in person. */
export function grantableToToken(actor: Actor): readonly Permission[] {
  return permissionsOf(actor).filter((permission) => permission !== 'change:approve');
}
