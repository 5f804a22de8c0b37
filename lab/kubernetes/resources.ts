/** A kind of object that the API serves, by the words that discovery gives it. */
export type ResourceType = {
  group: '' | 'apps';
  plural: string;
  singular: string;
  kind: string;
  shortNames: readonly string[];
  namespaced: boolean;
  /** what may be done beside reading */
  writable: boolean;
};

const type = (
  group: ResourceType['group'],
  kind: string,
  plural: string,
  shortNames: readonly string[],
  namespaced: boolean,
  writable: boolean,
): ResourceType => ({ group, kind, plural, singular: kind.toLowerCase(), shortNames, namespaced, writable });

export const RESOURCES: readonly ResourceType[] = [
  type('', 'Node', 'nodes', ['no'], false, true),
  type('', 'Namespace', 'namespaces', ['ns'], false, false),
  type('', 'ConfigMap', 'configmaps', ['cm'], true, true),
  type('', 'Pod', 'pods', ['po'], true, true),
  type('', 'Event', 'events', ['ev'], true, false),
  type('apps', 'DaemonSet', 'daemonsets', ['ds'], true, false),
];

export const READ_VERBS = ['get', 'list', 'watch'] as const;
export const WRITE_VERBS = ['create', 'delete', 'patch', 'update'] as const;

export function apiVersionOf({ group }: ResourceType): string {
  return group === '' ? 'v1' : `${group}/v1`;
}

/** `nodes`, `daemonsets.apps`: as messages name them. */
export function qualified({ plural, group }: ResourceType): string {
  return group === '' ? plural : `${plural}.${group}`;
}

/** Where an object is kept, unique in its cluster. */
export function objectPath(plural: string, namespace: string | undefined, name: string): string {
  return `${plural}/${namespace ?? ''}/${name}`;
}
