import { isDeepStrictEqual } from 'node:util';
import { isRecord, type Loose } from './object';
import { badRequest, rejected } from './status';

/** RFC 7396: objects merge, null deletes, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const merged: Loose = isRecord(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

/** Lists that a strategic merge takes for sets, and what tells their members apart (core/v1 patchMergeKey). */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  addresses: 'type',
  conditions: 'type',
  containers: 'name',
  ownerReferences: 'uid',
  taints: 'key',
};

/** A merge that knows which lists are sets. */
export function strategicMergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  if (patch['$patch'] === 'replace') return withoutDirectives(patch);
  const merged: Loose = isRecord(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$')) continue;
    const key = MERGE_KEYS[name];
    if (value === null) delete merged[name];
    else if (Array.isArray(value) && key !== undefined) merged[name] = mergedList(merged[name], value, key);
    else merged[name] = strategicMergePatch(merged[name], value);
  }
  return merged;
}

function withoutDirectives(patch: Loose): Loose {
  return Object.fromEntries(Object.entries(patch).filter(([name]) => !name.startsWith('$')));
}

function mergedList(target: unknown, patch: readonly unknown[], key: string): unknown[] {
  const members = Array.isArray(target) ? [...(target as unknown[])] : [];
  for (const each of patch) {
    if (!isRecord(each)) continue;
    const at = members.findIndex((member) => isRecord(member) && member[key] === each[key]);
    if (each['$patch'] === 'delete') {
      if (at >= 0) members.splice(at, 1);
    } else if (at >= 0) members[at] = strategicMergePatch(members[at], each);
    else members.push(withoutDirectives(each));
  }
  return members;
}

type Operation = { op: string; path: string; value?: unknown; from?: string };

/** RFC 6902. @throws StatusError 422 when a test fails or a place is not there, 400 for what is no patch */
export function jsonPatch(target: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) throw badRequest('error decoding patch: not a list of operations');
  let document: unknown = structuredClone(target);
  for (const operation of operations as Operation[]) {
    if (!isRecord(operation) || typeof operation.path !== 'string') throw badRequest('error decoding patch');
    document = applied(document, operation);
  }
  return document;
}

function applied(document: unknown, { op, path, value, from = '' }: Operation): unknown {
  switch (op) {
    case 'test':
      if (!isDeepStrictEqual(at(document, pointer(path)), value)) throw rejected();
      return document;
    case 'add':
      return changed(document, pointer(path), value, 'add');
    case 'replace':
      at(document, pointer(path));
      return changed(document, pointer(path), value, 'replace');
    case 'remove':
      at(document, pointer(path));
      return changed(document, pointer(path), undefined, 'remove');
    case 'copy':
      return changed(document, pointer(path), at(document, pointer(from)), 'add');
    case 'move': {
      const moved = at(document, pointer(from));
      return changed(changed(document, pointer(from), undefined, 'remove'), pointer(path), moved, 'add');
    }
    default:
      throw badRequest(`unknown operation: ${op}`);
  }
}

function pointer(text: string): string[] {
  if (text === '') return [];
  if (!text.startsWith('/')) throw rejected();
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((holder, name) => {
    const found = Array.isArray(holder)
      ? (holder as unknown[])[Number(name)]
      : isRecord(holder)
        ? holder[name]
        : undefined;
    if (found === undefined) throw rejected();
    return found;
  }, document);
}

function changed(
  document: unknown,
  path: readonly string[],
  value: unknown,
  how: 'add' | 'replace' | 'remove',
): unknown {
  const name = path.at(-1);
  if (name === undefined) return value;
  const holder = at(document, path.slice(0, -1));
  if (Array.isArray(holder)) {
    const index = name === '-' ? holder.length : Number(name);
    if (!Number.isInteger(index) || index < 0 || index > holder.length) throw rejected();
    holder.splice(index, how === 'add' ? 0 : 1, ...(how === 'remove' ? [] : [value]));
  } else if (isRecord(holder)) {
    if (how === 'remove') delete holder[name];
    else holder[name] = value;
  } else throw rejected();
  return document;
}
