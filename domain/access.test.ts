import { describe, expect, it } from 'vitest';
import {
  type AccessScope,
  type Actor,
  authorise,
  couldAlready,
  type Grant,
  grantableToToken,
  type HeldRole,
  heldRoles,
  may,
  type Permission,
  PERMISSIONS,
  permissionsOf,
  type Role,
  whyMayNot,
} from './access';

const SINCE = '2026-01-01T00:00:00.000Z';
const grant = (role: Role, within: Partial<Grant> = {}): Grant => ({ role, grantedAt: SINCE, ...within });
const holding = (...grants: readonly Grant[]): Extract<Actor, { kind: 'person' }> => {
  return { kind: 'person', id: 'p', name: 'p', email: 'p@example.net', grants, via: 'session' };
};
const atSite = (...sites: readonly string[]) => sites.map((siteKey) => grant('engineer', { siteKey }));
const place = (sites: readonly (readonly string[])[], sources: readonly string[] = []) => ({ sources, sites });

describe('what a grant within a place covers', () => {
  const hz = place([['cn-hangzhou'], ['dc-1']], ['lab']);
  const both = place([['cn-hangzhou'], ['dc-1', 'dc-2']]);
  const nowhere = place([]);
  it.each<[string, readonly Grant[], AccessScope, boolean]>([
    ['everywhere covers what nobody placed', [grant('engineer')], [], true],
    ['everywhere covers any place', [grant('engineer')], [hz, nowhere], true],
    ['a site covers what is declared in it', atSite('cn-hangzhou'), [hz], true],
    ['a site covers what leads to it alone', atSite('dc-1'), [hz], true],
    ['another site does not', atSite('dc-2'), [hz], false],
    ['a site does not cover what leads to another one as well', atSite('dc-1'), [both], false],
    ['both sites together do', atSite('dc-1', 'dc-2'), [both], true],
    ['a site does not cover what nobody placed', atSite('dc-1'), [nowhere], false],
    ['nor a request that names no place', atSite('dc-1'), [], false],
    ['all that is touched has to be covered', atSite('dc-1'), [hz, place([['dc-2']])], false],
    ['by one grant or the other', atSite('dc-1', 'dc-2'), [hz, place([['dc-2']])], true],
    ['a source covers what it alone shows', [grant('engineer', { sourceKey: 'lab' })], [hz], true],
    [
      'not what another source shows as well',
      [grant('engineer', { sourceKey: 'lab' })],
      [place([], ['lab', 'x'])],
      false,
    ],
    ['a source does not stand for a site of the same name', [grant('engineer', { sourceKey: 'dc-1' })], [hz], false],
    ['one place by source, the other by site', [grant('engineer', { sourceKey: 'lab' }), ...atSite('dc-2')], [hz, place([['dc-2']])], true], // prettier-ignore
    ['another role does not help', [...atSite('dc-1'), grant('auditor')], [both], false],
  ])('%s', (_sentence, grants, scope, expected) => {
    expect(may(holding(...grants), 'change:propose', scope)).toBe(expected);
  });

  it('reading is not divided: paths cross sites', () => {
    for (const permission of ['estate:read', 'change:read', 'source:read', 'view:save'] as const)
      expect(may(holding(...atSite('dc-1')), permission)).toBe(true);
  });

  it.each<[Role, Permission]>([
    ['admin', 'people:manage'],
    ['admin', 'source:manage'],
    ['auditor', 'audit:read'],
  ])('a %s bound to a place has no %s: it concerns everything', (role, permission) => {
    const bound = holding(grant(role, { siteKey: 'dc-1' }));
    expect(may(bound, permission, [hz])).toBe(false);
    expect(permissionsOf(bound)).not.toContain(permission);
    expect(may(holding(grant(role)), permission)).toBe(true);
  });

  it('facts are declared where one is responsible, and nowhere in particular only by who is responsible for all', () => {
    expect(may(holding(...atSite('dc-1')), 'estate:declare', [place([['dc-1']])])).toBe(true);
    expect(may(holding(...atSite('dc-1')), 'estate:declare', [place([['dc-2']])])).toBe(false);
    expect(may(holding(...atSite('dc-1')), 'estate:declare')).toBe(false);
  });

  it('whoever may write somewhere may stop all writing', () => {
    expect(may(holding(...atSite('dc-1')), 'applies:stop')).toBe(true);
  });

  it('a token opens no more than its maker holds there, and less when it is made for less', () => {
    const token = { ...holding(...atSite('dc-1')), via: 'token' as const, limitedTo: ['change:propose' as const] };
    expect(may(token, 'change:propose', [hz])).toBe(true);
    expect(may(token, 'change:propose', [both])).toBe(false);
    expect(may(token, 'change:apply', [hz])).toBe(false);
    expect(permissionsOf(token)).toEqual(['change:propose']);
  });

  it('a token is never made to decide on plans', () => {
    const approver = holding(grant('approver'));
    expect(permissionsOf(approver)).toContain('change:approve');
    expect(grantableToToken(approver)).toEqual(permissionsOf(approver).filter((each) => each !== 'change:approve'));
  });

  it('only the grants of that day count for that day, together', () => {
    const later = new Date('2026-02-01T00:00:00.000Z');
    const late = grant('engineer', { siteKey: 'dc-2', grantedAt: later.toISOString() });
    const person = holding(...atSite('dc-1'), late);
    expect(may(person, 'change:propose', [both])).toBe(true);
    expect(couldAlready(person, 'change:propose', [both], new Date(later.getTime() - 1))).toBe(false);
    expect(couldAlready(person, 'change:propose', [both], later)).toBe(true);
  });
});

describe('the roles a person holds', () => {
  it.each<[string, readonly Grant[], readonly HeldRole[]]>([
    ['none', [], []],
    ['everywhere', [grant('engineer')], [{ role: 'engineer', within: [] }]],
    ['in places, each once', atSite('dc-2', 'dc-1', 'dc-2'), [{ role: 'engineer', within: ['dc-1', 'dc-2'] }]],
    [
      'everywhere beside a place is everywhere',
      [...atSite('dc-1'), grant('engineer')],
      [{ role: 'engineer', within: [] }],
    ],
    [
      'several',
      [grant('auditor'), grant('approver', { sourceKey: 'lab' })],
      [
        { role: 'approver', within: ['lab'] },
        { role: 'auditor', within: [] },
      ],
    ],
  ])('%s', (_sentence, grants, expected) => {
    expect(heldRoles(grants)).toEqual(expected);
  });
});

describe('a refusal', () => {
  const engineer = holding(...atSite('dc-1'));
  it.each<[Actor, Permission, AccessScope, string | null]>([
    [engineer, 'change:propose', [place([['dc-1']])], null],
    [engineer, 'change:propose', [place([['dc-2']])], 'permission-elsewhere'],
    [engineer, 'change:approve', [place([['dc-1']])], 'permission-missing'],
    [{ kind: 'anonymous' }, 'estate:read', [], 'permission-missing'],
    [{ kind: 'system', job: 'sweep' }, 'system:run', [], null],
  ])('%#: tells what is not held from what is held elsewhere', (actor, permission, scope, reason) => {
    expect(whyMayNot(actor, permission, scope)).toBe(reason);
  });

  it('sends nobody to the door and names the permission to others', () => {
    expect(() => authorise({ kind: 'anonymous' }, 'estate:read')).toThrow('unauthenticated: sign-in-needed');
    expect(() => authorise(engineer, 'change:propose', [place([['dc-2']])])).toThrow(
      'forbidden: permission-elsewhere {"permission":"change:propose"}',
    );
  });

  it('meets every person who tries what belongs to jobs', () => {
    const all = holding(
      ...(['viewer', 'engineer', 'approver', 'auditor', 'admin'] as const).map((role) => grant(role)),
    );
    expect(PERMISSIONS.filter((permission) => !may(all, permission))).toEqual(['system:run']);
  });
});
