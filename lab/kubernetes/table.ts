import { isRecord, type KubeObject, type Loose, recordOf } from './object';
import type { ResourceType } from './resources';

type Column = { name: string; type?: string; wide?: boolean; cell: (object: KubeObject, now: number) => unknown };

const NAME: Column = { name: 'Name', cell: ({ metadata }) => metadata.name };
const AGE: Column = { name: 'Age', cell: ({ metadata }, now) => age(metadata.creationTimestamp, now) };
const at = (object: unknown, ...path: readonly string[]) =>
  path.reduce<unknown>((holder, name) => (isRecord(holder) ? holder[name] : undefined), object);
const list = (value: unknown): Loose[] => (Array.isArray(value) ? (value as Loose[]) : []);
const count = (name: string, ...path: readonly string[]): Column => ({
  name,
  type: 'integer',
  cell: (object) => at(object, ...path) ?? 0,
});
const text = (name: string, ...path: readonly string[]): Column => ({
  name,
  cell: (object) => at(object, ...path) ?? '<none>',
});

/** What `kubectl get` prints of each kind (pkg/printers/internalversion); `wide` columns only with -o wide. */
const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  Node: [
    NAME,
    { name: 'Status', cell: statusOfNode },
    { name: 'Roles', cell: () => '<none>' },
    AGE,
    text('Version', 'status', 'nodeInfo', 'kubeletVersion'),
    {
      name: 'Internal-IP',
      wide: true,
      cell: (node) =>
        list(at(node, 'status', 'addresses')).find(({ type }) => type === 'InternalIP')?.['address'] ?? '<none>',
    },
  ],
  ConfigMap: [
    NAME,
    { name: 'Data', type: 'integer', cell: (map) => Object.keys(recordOf({ ...map }, 'data')).length },
    AGE,
  ],
  DaemonSet: [
    NAME,
    count('Desired', 'status', 'desiredNumberScheduled'),
    count('Current', 'status', 'currentNumberScheduled'),
    count('Ready', 'status', 'numberReady'),
    count('Up-to-date', 'status', 'updatedNumberScheduled'),
    count('Available', 'status', 'numberAvailable'),
    { name: 'Node Selector', cell: () => '<none>' },
    AGE,
  ],
  Pod: [
    NAME,
    { name: 'Ready', cell: () => '1/1' },
    text('Status', 'status', 'phase'),
    { name: 'Restarts', cell: () => '0' },
    AGE,
    { ...text('Node', 'spec', 'nodeName'), wide: true },
  ],
  Namespace: [NAME, text('Status', 'status', 'phase'), AGE],
  Event: [
    { name: 'Last Seen', cell: (event, now) => age(at(event, 'lastTimestamp'), now) },
    text('Type', 'type'),
    text('Reason', 'reason'),
    {
      name: 'Object',
      cell: (event) =>
        `${String(at(event, 'involvedObject', 'kind')).toLowerCase()}/${String(at(event, 'involvedObject', 'name'))}`,
    },
    text('Message', 'message'),
  ],
};

function statusOfNode(node: KubeObject): string {
  const ready = list(at(node, 'status', 'conditions')).find(({ type }) => type === 'Ready')?.['status'];
  const word = ready === undefined ? 'Unknown' : ready === 'True' ? 'Ready' : 'NotReady';
  return at(node, 'spec', 'unschedulable') === true ? `${word},SchedulingDisabled` : word;
}

function age(since: unknown, now: number): string {
  const seconds = Math.max(0, Math.trunc((now - Date.parse(String(since))) / 1000));
  if (Number.isNaN(seconds)) return '<unknown>';
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7200) return `${Math.trunc(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.trunc(seconds / 3600)}h` : `${Math.trunc(seconds / 86_400)}d`;
}

/** Objects as the rows that kubectl prints (meta.k8s.io/v1, Table). */
export function tableOf(type: ResourceType, objects: readonly KubeObject[], metadata: Loose, now: number): Loose {
  const columns = COLUMNS[type.kind] ?? [NAME, AGE];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(({ name, type: format = 'string', wide = false }) => ({
      ...{ name, type: format, description: name, priority: wide ? 1 : 0 },
      format: name === 'Name' ? 'name' : '',
    })),
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, now)),
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    })),
  };
}
