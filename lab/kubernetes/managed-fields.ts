import { isDeepStrictEqual } from 'node:util';
import { without } from '@/domain/estate/projection';
import { isRecord, type KubeObject, type Loose } from './object';

/** Fields as the names on the way to them, joined: lists and texts are owned whole, as the values of a ConfigMap are. */
export type FieldSet = ReadonlySet<string>;

export type Owner = { manager: string; operation: 'Apply' | 'Update'; time: string; fields: FieldSet };

const SEPARATOR = '\u0000';
/** Nobody owns what names an object or what the server keeps itself. */
const UNOWNED = new Set(
  ['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields'].map((each) =>
    ['metadata', each].join(SEPARATOR),
  ),
);

/** Every field that an object sets, down to what is owned whole. */
export function fieldsOf(object: KubeObject): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const walk = (value: unknown, path: string) => {
    if (UNOWNED.has(path)) return;
    if (isRecord(value) && Object.keys(value).length > 0)
      for (const [name, each] of Object.entries(value)) walk(each, path === '' ? name : `${path}${SEPARATOR}${name}`);
    else found.set(path, value);
  };
  walk(without(object, ['apiVersion', 'kind']), '');
  return found;
}

/** `data.net-conf.json`, as conflicts name a field. */
export function fieldName(path: string): string {
  return `.${path.split(SEPARATOR).join('.')}`;
}

export function namesOf(path: string): string[] {
  return path.split(SEPARATOR);
}

export function ownersOf(object: KubeObject): Owner[] {
  return (object.metadata.managedFields ?? []).flatMap((entry): Owner[] => {
    if (!isRecord(entry)) return [];
    const fields = new Set<string>();
    collect(entry['fieldsV1'], [], fields);
    const { manager, operation, time } = entry;
    return [
      {
        manager: String(manager),
        operation: operation === 'Apply' ? 'Apply' : 'Update',
        time: String(time),
        fields,
      },
    ];
  });
}

function collect(tree: unknown, path: readonly string[], into: Set<string>): void {
  if (!isRecord(tree)) return;
  const below = Object.entries(tree).filter(([name]) => name.startsWith('f:'));
  if (below.length === 0 && path.length > 0) into.add(path.join(SEPARATOR));
  for (const [name, each] of below) collect(each, [...path, name.slice(2)], into);
}

export function withOwners(object: KubeObject, owners: readonly Owner[]): KubeObject {
  const managedFields = owners
    .filter(({ fields }) => fields.size > 0)
    .map(({ manager, operation, time, fields }) => ({
      ...{ manager, operation, apiVersion: object.apiVersion, time },
      ...{ fieldsType: 'FieldsV1', fieldsV1: treeOf(fields) },
    }));
  const metadata = without(object.metadata, ['managedFields']) as KubeObject['metadata'];
  return { ...object, metadata: managedFields.length > 0 ? { ...metadata, managedFields } : metadata };
}

function treeOf(fields: FieldSet): Loose {
  const tree: Loose = {};
  for (const path of [...fields].sort())
    namesOf(path).reduce<Loose>((holder, name) => (holder[`f:${name}`] ??= {}) as Loose, tree);
  return tree;
}

/** After an ordinary write: what it changed is the writer's, and nobody else's any more. */
export function ownersAfterUpdate(before: KubeObject | undefined, after: KubeObject, manager: string, time: string) {
  const old = before ? fieldsOf(before) : new Map<string, unknown>();
  const now = fieldsOf(after);
  const changed = new Set(
    [...now].filter(([path, value]) => !isDeepStrictEqual(old.get(path), value)).map(([path]) => path),
  );
  const owners = before ? ownersOf(before) : [];
  const kept = owners.map((owner) => ({
    ...owner,
    fields: new Set([...owner.fields].filter((path) => now.has(path) && !changed.has(path))),
  }));
  if (changed.size === 0) return kept;
  const isWriter = (owner: Owner) => owner.manager === manager && owner.operation === 'Update';
  const own = new Set([...(kept.find(isWriter)?.fields ?? []), ...changed]);
  return [...kept.filter((owner) => !isWriter(owner)), { manager, operation: 'Update' as const, time, fields: own }];
}
