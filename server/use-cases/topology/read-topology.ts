import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import type { Finding } from '@/domain/checks/finding';
import type { Flow } from '@/domain/estate/flow';
import { Key } from '@/domain/estate/primitives';
import type { FailureImpact } from '@/domain/routing/answers/failures';
import { datedFlowVerdict, type DatedFlowVerdict } from '@/domain/routing/dated-verdict';
import { judgeFlow } from '@/domain/routing/answers/judge';
import type { FlowVerdict, VerdictKind } from '@/domain/routing/verdict';
import { drawTopology, type Topology, type Totals, type TopologyOptions } from '@/domain/topology';
import type { ObjectDifference } from '@/domain/topology/compare';
import { endpointOf } from '@/domain/topology/endpoint-text';
import { FIRST_LAYERS, LAYERS, type TopologyGraph } from '@/domain/topology/graph';
import { nodeOfPlace } from '@/domain/topology/path';
import { listTopology } from '@/domain/topology/list';
import { LISTED_COLUMNS } from '@/domain/topology/list-order';
import { query } from '../command';
import { judgedIfFailed } from './if-failed';
import { loadJudgedEstate, type JudgedEstate } from './judged-estate';

/** So many of each are sent; the counts say how many there are. */
const MOST = { findings: 100, flows: 500, differences: 500, rows: 200 } as const;

const Id = z.string().max(600);
const TopologyRequest = z.strictObject({
  layers: z
    .array(z.enum(LAYERS))
    .max(LAYERS.length)
    .default([...FIRST_LAYERS]),
  toggled: z.array(Id).max(500).default([]),
  find: z.string().max(200).optional(),
  hide: z.string().max(200).optional(),
  focus: Id.optional(),
  hops: z.number().int().min(1).max(6).optional(),
  /** a declared flow, or any two ends: an address, a prefix, a pool, a site */
  flow: Key.optional(),
  from: z.string().max(256).optional(),
  to: z.string().max(256).optional(),
  at: z.iso.datetime().optional(),
  /** what differs since then */
  since: z.iso.datetime().optional(),
  /** `vbr:vbr-1`: how it would be if that failed, against how it is */
  fails: z.string().max(300).optional(),
  /** as rows, nothing closed and nothing laid out: a page of them */
  listed: z.boolean().default(false),
  page: z.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.number().int().min(1).max(MOST.rows).default(100),
  order: z.strictObject({ column: z.enum(LISTED_COLUMNS), descending: z.boolean().default(false) }).optional(),
});

export type FlowChoice = Pick<Flow, 'key' | 'from' | 'to'> & { kind: VerdictKind };

export type DifferenceSummary = {
  added: number;
  removed: number;
  changed: number;
  objects: readonly ObjectDifference[];
};

/** One picture and what is said around it. */
export type TopologyPicture = {
  estate: string;
  revision: string;
  /** nothing has been read or declared yet */
  empty: boolean;
  graph: TopologyGraph;
  totals: Totals;
  flows: readonly FlowChoice[];
  verdict: DatedFlowVerdict | null;
  /** as what the devices of the path are drawn, where that is not themselves */
  shownAs: Readonly<Record<string, string>>;
  /** an end of the wanted path that is no address, pool or site */
  unknownEnd?: string;
  findings: readonly Finding[];
  findingCount: number;
  differences: DifferenceSummary | null;
  /** what the failure that is tried does; null: the picture is of what is */
  failure: FailureImpact | null;
};

/**
 * The estate as it is drawn, at most two thousand elements of it whatever its size, with the counts and sentences around it.
 * The same question about the same revision is answered from what is worked out already.
 */
export const readTopology = query({
  question: 'topology.picture',
  permission: 'estate:read',
  input: TopologyRequest,
  async run({ db, now }, request): Promise<TopologyPicture> {
    const at = request.at === undefined ? undefined : new Date(request.at);
    const since = request.since === undefined ? undefined : new Date(request.since);
    if (since && since >= (at ?? now)) throw new DomainError('invalid-input', 'compare-with-earlier');
    const present = await loadJudgedEstate(db, { now, ...(at ? { at } : {}) });
    const tried = request.fails === undefined ? null : judgedIfFailed(present, request.fails, now);
    const judged = tried?.judged ?? present;
    const before = tried ? present : since ? await loadJudgedEstate(db, { now, at: since }) : undefined;
    const wanted = verdictOf(judged, request);
    const verdict = wanted && 'flow' in wanted ? wanted : null;
    const options: TopologyOptions = { ...request, ...onlyPath(judged, request.layers, verdict) };
    const topology = request.listed
      ? listTopology(judged.census, { ...options, ...listedOf(request) }, before?.census)
      : drawTopology(judged.census, options, before?.census);
    return {
      ...surroundings(judged, topology, verdict),
      verdict: verdict && datedFlowVerdict(present.view, verdict),
      ...(wanted && 'unknownEnd' in wanted ? wanted : {}),
      failure: tried?.impact ?? null,
      differences: before ? summaryOf(topology.differences) : null,
      graph: graphOf(topology),
      shownAs: verdict ? shownAs(topology, verdict) : {},
    };
  },
});

type Request = z.output<typeof TopologyRequest>;

function listedOf({ page, pageSize, order }: Request) {
  return { page, pageSize, ...(order ? { order } : {}) };
}

function verdictOf(
  { view, census }: JudgedEstate,
  { flow, from, to }: Request,
): FlowVerdict | { unknownEnd: string } | null {
  if (from !== undefined && to !== undefined) {
    const [a, b] = [endpointOf(census.index, from), endpointOf(census.index, to)];
    if (!a || !b) return { unknownEnd: a ? to : from };
    return judgeFlow(view, { key: `${from} ⇄ ${to}`, from: a, to: b, mustHold: false });
  }
  const declared = view.estate.flows.find((each) => each.key === flow);
  return declared ? judgeFlow(view, declared) : null;
}

/** A path through an estate that is too large to be drawn open is drawn with what it crosses, and nothing else. */
function onlyPath({ census }: JudgedEstate, layers: Request['layers'], verdict: FlowVerdict | null): TopologyOptions {
  const { closedAtFirst } = census.withLayers(layers);
  const large = [...closedAtFirst].some((id) => id.startsWith('site:'));
  if (!verdict || !large) return {};
  return { only: new Set(placesOf(verdict).map((id) => census.alias.get(id) ?? id)) };
}

function placesOf({ forward, back }: FlowVerdict): readonly string[] {
  return [...forward.hops, ...back.hops].map((hop) => nodeOfPlace(hop.place));
}

function shownAs(topology: Topology, verdict: FlowVerdict): Record<string, string> {
  return Object.fromEntries(placesOf(verdict).map((id) => [id, topology.shownAs(id)]));
}

function surroundings({ view, verdicts, findings }: JudgedEstate, { totals }: Topology, verdict: FlowVerdict | null) {
  const kinds = new Map(verdicts.map((each) => [each.flow, each.kind]));
  const concerning = verdict ? findings.filter((each) => each.flows.includes(verdict.flow)) : findings;
  const { estate, revision } = view;
  return {
    estate: estate.metadata.name,
    revision,
    empty: estate.vpcs.length + estate.vbrs.length + estate.sites.length === 0,
    totals,
    flows: estate.flows
      .slice(0, MOST.flows)
      .map(({ key, from, to }) => ({ key, from, to, kind: kinds.get(key) ?? ('unknown' as const) })),
    findings: concerning.slice(0, MOST.findings),
    findingCount: concerning.length,
  };
}

function summaryOf(differences: readonly ObjectDifference[]): DifferenceSummary {
  const count = (kind: ObjectDifference['difference']) => differences.filter((each) => each.difference === kind).length;
  return {
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
    objects: differences.slice(0, MOST.differences),
  };
}

function graphOf({ nodes, edges, heads, width, height }: Topology): TopologyGraph {
  return { nodes, edges, heads, width, height };
}
