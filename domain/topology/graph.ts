import type { ErrorParams } from '@/domain/errors';
import type { Title } from '@/domain/estate/primitives';
import type { Hindrance } from '@/domain/routing/hindrance';

/** The five meanings a status can have. */
export const GRAPH_STATUSES = ['healthy', 'warning', 'broken', 'unknown', 'changing'] as const;
export type GraphStatus = (typeof GRAPH_STATUSES)[number];

/** What there is to draw; boxes hold others. A pair of router interfaces is one thing. */
export const GRAPH_NODE_KINDS = [
  'region',
  'vpc',
  'transit-router',
  'router-interface',
  'vbr',
  'physical-connection',
  'site',
  'gateway',
  'lan',
  'pool',
  'node',
] as const;
export type GraphNodeKind = (typeof GRAPH_NODE_KINDS)[number];

/** What can be shown or left out; `pods` says where pods get their addresses from, and starts hidden. */
export const LAYERS = ['physical', 'routes', 'bgp', 'pods'] as const;
export type Layer = (typeof LAYERS)[number];
export const FIRST_LAYERS: readonly Layer[] = ['physical', 'routes', 'bgp'];

/** So many things are drawn at most, nodes and lines together, however large the estate. */
export const MOST_DRAWN = 2_000;

/** How something differs from what it was at another time. */
export type Difference = 'added' | 'removed' | 'changed';

/** A label before any language: text of the estate itself, a title in both languages, or a code with a sentence. */
export type Words =
  | { kind: 'text'; text: string; mono?: boolean }
  | { kind: 'title'; title: Title; fallback: string }
  | { kind: 'code'; code: LabelCode; params: ErrorParams };

/** Codes of labels; their words are under `topology.labels.<code>`. */
export type LabelCode =
  | 'routes'
  | 'routes-of-quota'
  | 'more-routes'
  | 'no-route'
  | 'v-switches'
  | 'free'
  | 'vlan'
  | 'id-and-vlan'
  | 'as'
  | 'route-type-custom'
  | 'route-type-system'
  | 'route-type-bgp'
  | 'route-type-other'
  | 'route-status'
  | 'session-state'
  | 'in-out'
  | 'routes-of-limit'
  | 'as-driver'
  | 'declared-peers'
  | 'aggregates'
  | 'bandwidth'
  | 'single-path'
  | 'nodes'
  | 'edge-pool'
  | 'edge-pool-private'
  | 'edge-pool-basic'
  | 'cloud-pool'
  | 'site-block'
  | 'speaker'
  | 'declared-only'
  | 'counts'
  | 'ebgp'
  | 'site-not-declared'
  | 'silent'
  | 'attachments'
  | 'forwarding-table'
  | 'peers-seen'
  | `held-${Hindrance}`
  | 'zone'
  | 'unschedulable'
  | 'flannel'
  | 'pod-subnets'
  | 'pod-range'
  | 'pod-switches'
  | 'permits';

/** One line inside a card. Route rows take two lines of text; `id` is what a path points at. */
export type CardRow =
  | { kind: 'section'; id: string; lead: Words; trail?: Words }
  | { kind: 'route'; id: string; prefix: string; nextHop: Words; note?: Words; band?: GraphStatus }
  | { kind: 'fact'; id: string; lead: Words; trail?: Words; mark?: GraphStatus };

/**
 * One thing to draw, everything about it decided. Positions are px, top left, on a sheet of the graph's own size.
 * `rowY` holds the middle of each row, from the top of the node.
 */
export type GraphNode = {
  id: string;
  kind: GraphNodeKind;
  /** key in the estate; of a pair of router interfaces, the one on the VBR */
  key: string;
  parent?: string;
  title: Words;
  sub?: Words;
  status: GraphStatus;
  /** how many of each status are inside, for boxes */
  counts?: Readonly<Partial<Record<GraphStatus, number>>>;
  collapsible: boolean;
  collapsed: boolean;
  rows: readonly CardRow[];
  /** a slim bar in a column of its own: circuits, router interfaces, LANs */
  slim: boolean;
  /** how many findings name it, or something inside it */
  findings: number;
  x: number;
  y: number;
  width: number;
  height: number;
  rowY: Readonly<Record<string, number>>;
  /** false when a search is on and nothing of it matches */
  matches: boolean;
  /** where two times are compared */
  difference?: Difference;
  /** in a table, which draws no lines: what it is plugged into */
  connected?: readonly Plugged[];
};

/** What is at the other end of a line. */
export type Plugged = { kind: GraphNodeKind; key: string };

/** A line between two nodes that are both drawn. */
export type GraphEdge = {
  id: string;
  kind: 'link' | 'bgp';
  from: string;
  to: string;
  status: GraphStatus;
  label?: Words;
  /** distance of the ends from the top of each node, px */
  fromY: number;
  toY: number;
  difference?: Difference;
};

export type ColumnHead = { column: ColumnName; x: number; y: number };

export const COLUMNS = ['cloud', 'router-interface', 'vbr', 'physical-connection', 'gateway', 'lan', 'pool'] as const;
export type ColumnName = (typeof COLUMNS)[number];

export type TopologyGraph = {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  heads: readonly ColumnHead[];
  width: number;
  height: number;
};

/** The node that stands for an object. */
export function nodeId(kind: GraphNodeKind, key: string): string {
  return `${kind}:${key}`;
}

/** What an object is called where it stands: names of nodes are unique within their cluster only, which their key begins with. */
export function nameOf({ kind, key }: { kind: GraphNodeKind; key: string }): string {
  return kind === 'node' ? key.slice(key.indexOf('|') + 1) : key;
}

export function text(value: string, mono = true): Words {
  return { kind: 'text', text: value, mono };
}

export function code(label: LabelCode, params: ErrorParams = {}): Words {
  return { kind: 'code', code: label, params };
}

export function titled(title: Title | undefined, fallback: string): Words {
  return title ? { kind: 'title', title, fallback } : text(fallback);
}
