import { isDeepStrictEqual } from 'node:util';
import { fieldName, fieldsOf, namesOf, type Owner, ownersOf, withOwners } from './managed-fields';
import { isRecord, type KubeObject, type Loose } from './object';
import { StatusError } from './status';

type Applying = { manager: string; force: boolean; time: string };

/**
 * Server-side apply: the applied fields become the manager's, fields that it applied before and no longer names are removed
 * unless somebody else owns them too. The same value from a second manager is shared.
 * @throws StatusError 409 with a FieldManagerConflict for every field that another manager holds with another value
 */
export function serverSideApply(live: KubeObject | undefined, applied: KubeObject, { manager, force, time }: Applying) {
  const wanted = fieldsOf(applied);
  const owners = live ? ownersOf(live) : [];
  const isOwn = (owner: Owner) => owner.manager === manager && owner.operation === 'Apply';
  const others = owners.filter((owner) => !isOwn(owner));
  const current = live ? fieldsOf(live) : new Map<string, unknown>();
  const contested = [...wanted].filter(([path, value]) => !isDeepStrictEqual(current.get(path), value));
  const conflicts = others.flatMap((owner) =>
    contested.filter(([path]) => owner.fields.has(path)).map(([path]) => ({ owner, path })),
  );
  if (conflicts.length > 0 && !force) throw conflict(conflicts);
  const taken = new Set(conflicts.map(({ path }) => path));
  const left = others.map((owner) => ({
    ...owner,
    fields: new Set([...owner.fields].filter((path) => !taken.has(path))),
  }));
  const merged = structuredClone(live) ?? { ...structuredClone(applied) };
  for (const [path, value] of wanted) set(merged, namesOf(path), value);
  for (const path of owners.find(isOwn)?.fields ?? [])
    if (!wanted.has(path) && !left.some((owner) => owner.fields.has(path))) remove(merged, namesOf(path));
  const own: Owner = { manager, operation: 'Apply', time, fields: new Set(wanted.keys()) };
  return withOwners(merged, [...left, own]);
}

function set(holder: Loose, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) holder[name] = value;
  else {
    const inner = isRecord(holder[name]) ? holder[name] : {};
    holder[name] = inner;
    set(inner, rest, value);
  }
}

function remove(holder: Loose, [name = '', ...rest]: readonly string[]): void {
  if (rest.length === 0) delete holder[name];
  else if (isRecord(holder[name])) remove(holder[name], rest);
}

function conflict(conflicts: readonly { owner: Owner; path: string }[]): StatusError {
  const causes = conflicts.map(({ owner, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${owner.manager}"${owner.operation === 'Update' ? ' using v1' : ''}`,
    field: fieldName(path),
  }));
  const told = causes.map(({ message, field }) => `${message}: ${field}`);
  const count = `Apply failed with ${causes.length} conflict${causes.length === 1 ? '' : 's'}`;
  return new StatusError(409, 'Conflict', `${count}: ${told.join(', ')}`, { causes });
}
