import type { z } from 'zod';
import { SiteBlock } from '../cluster';
import { coded } from '../file/bounds';
import type { FileError } from '../file/document';
import { problemsOf } from '../file/issues';
import { nearest } from '../nearest';
import { Flow } from '../flow';
import { Lan, Site } from '../site';
import { Permit } from '../vpc';
import { withCells } from './cells';
import { CSV_COLUMNS, type CsvColumn, type CsvKind } from './columns';
import { GroupPermit, groupsWith, permitsOfGroups } from './group-permits';
import type { CsvRow } from './read-rows';
import type { TableFacts, TableSection } from './table-facts';

/** What rows may add to and name: declared facts, and VPCs, clusters and pools that only a source has shown so far. */
export type Known = {
  facts: TableFacts;
  vpcs: Iterable<string>;
  clusters: Iterable<string>;
  pools: Iterable<string>;
};

type Shape = {
  section: TableSection;
  /** the list of a fact whose members the rows are; none: the rows are the facts */
  list: 'lans' | 'siteBlocks' | 'permits' | 'securityGroups' | null;
  schema: z.ZodType<object>;
  /** the columns that tell a fact, and one member from another within it */
  fact: string;
  member: readonly string[];
  is: 'site' | 'lan' | 'block' | 'flow' | 'permit';
  /** where the rows are not the members of the list but parts of them */
  nested?: {
    open: (list: readonly never[]) => readonly object[];
    close: (list: readonly never[], rows: readonly never[]) => readonly object[];
  };
};
const SHAPES: Readonly<Record<CsvKind, Shape>> = {
  sites: { section: 'sites', list: null, schema: Site, fact: 'key', member: ['key'], is: 'site' },
  lans: { section: 'sites', list: 'lans', schema: Lan, fact: 'site', member: ['key'], is: 'lan' },
  // A cluster may have several blocks for one site: a block is its site and its prefix.
  blocks: {
    section: 'clusters',
    list: 'siteBlocks',
    schema: SiteBlock,
    fact: 'cluster',
    member: ['site', 'prefix'],
    is: 'block',
  },
  flows: { section: 'flows', list: null, schema: Flow, fact: 'key', member: ['key'], is: 'flow' },
  // A permit is nothing but what it permits.
  permits: {
    section: 'gateways',
    list: 'permits',
    schema: Permit,
    fact: 'gateway',
    member: ['direction', 'from', 'to'],
    is: 'permit',
  },
  'group-permits': {
    section: 'vpcs',
    list: 'securityGroups',
    schema: GroupPermit,
    fact: 'vpc',
    member: ['group', 'direction', 'from', 'to'],
    is: 'permit',
    nested: { open: permitsOfGroups, close: groupsWith },
  },
};

/** What a fact is called of which rows are parts. */
const HOLDERS: Readonly<Record<TableSection, string>> = {
  sites: 'site',
  vpcs: 'VPC',
  clusters: 'cluster',
  gateways: 'gateway',
  flows: 'flow',
};

/** A fact as its rows leave it: members by what tells them apart, in their order, and the lines that speak of them. */
type Draft = { fact: object; members: Map<string, object>; lines: Map<string, number> };

/** Turns the rows of one table into whole facts, and collects what is wrong with them. */
export class FactRows {
  readonly errors: FileError[] = [];
  private readonly shape: Shape;
  private readonly drafts = new Map<string, Draft>();
  private readonly facts: ReadonlyMap<string, object>;
  private readonly sites: ReadonlySet<string>;
  private readonly pools: ReadonlySet<string>;
  private readonly siteOfLan: Map<string, string>;

  constructor(
    private readonly kind: CsvKind,
    private readonly columns: readonly CsvColumn[],
    { facts, vpcs, clusters, pools }: Known,
  ) {
    this.shape = SHAPES[kind];
    this.sites = new Set(facts.sites.map(({ key }) => key));
    this.pools = new Set([...pools, ...facts.clusters.flatMap((each) => (each.nodePools ?? []).map(({ key }) => key))]);
    this.siteOfLan = new Map(facts.sites.flatMap((site) => site.lans.map(({ key }) => [key, site.key] as const)));
    const shown = { vpcs, clusters }[this.shape.section as string] ?? [];
    this.facts = new Map([
      ...[...shown].map((key) => [key, { key }] as const),
      ...facts[this.shape.section].map((fact) => [fact.key, fact] as const),
    ]);
  }

  add({ line, cells }: CsvRow): void {
    const [expected, received] = [this.columns.length, cells.length];
    if (expected !== received) {
      this.errors.push({ line, column: 1, path: [], code: 'csv-cells', params: { expected, received } });
      return;
    }
    const draft = this.draftFor(line, this.cell(cells, this.shape.fact));
    const said = Object.fromEntries(this.columns.map(({ name }, index) => [name, cells[index]]));
    const base = draft?.members.get(this.nameOf(said)) ?? {};
    const value = withCells(base, this.columns, cells);
    const parsed = this.shape.schema.safeParse(value);
    if (!parsed.success) {
      for (const problem of parsed.error.issues.flatMap((issue) => problemsOf(issue, value))) {
        const { code, params } = coded(problem);
        const column = this.columnAt(problem.path) ?? this.shape.fact;
        this.fault(line, column, code, code === 'missing-key' ? { key: column } : params);
      }
    } else if (draft && this.isFree(line, parsed.data, this.cell(cells, this.shape.fact), draft)) {
      draft.members.set(this.nameOf(parsed.data), parsed.data);
      draft.lines.set(this.nameOf(parsed.data), line);
    }
  }

  /** The facts that rows spoke of, each with everything that was known of it. */
  whole(): TableFacts {
    const { section, list } = this.shape;
    const facts = [...this.drafts.values()].flatMap(({ fact, members }) =>
      list === null ? [...members.values()] : [{ ...fact, [list]: this.listed(fact, list, [...members.values()]) }],
    );
    return { sites: [], vpcs: [], clusters: [], gateways: [], flows: [], [section]: facts };
  }

  private listed(fact: object, list: string, rows: readonly object[]): readonly object[] {
    const before = ((fact as Record<string, unknown>)[list] ?? []) as never[];
    return this.shape.nested?.close(before, rows as never[]) ?? rows;
  }

  place([, index, ...path]: FileError['path']): Pick<FileError, 'line' | 'column' | 'path'> {
    const { list, fact } = this.shape;
    const draft = [...this.drafts.values()][Number(index)];
    const [first] = draft?.lines.keys() ?? [];
    const isOwn = list === null || path[0] === list;
    const member = list !== null && isOwn ? [...(draft?.members.keys() ?? [])][Number(path[1])] : first;
    const line = draft?.lines.get(member ?? '');
    if (!isOwn || line === undefined) return this.at(draft?.lines.get(first ?? '') ?? 1, fact);
    return this.at(line, this.columnAt(list === null ? path : path.slice(2)) ?? fact);
  }

  private at(line: number, column: string) {
    const index = this.columns.findIndex(({ name }) => name === column);
    return { line, column: Math.max(index, 0) + 1, path: [this.kind, column] };
  }

  private fault(line: number, column: string, code: FileError['code'], params: FileError['params']): void {
    this.errors.push({ ...this.at(line, column), code, params });
  }

  private cell(cells: readonly string[], column: string): string {
    return cells[this.columns.findIndex(({ name }) => name === column)] ?? '';
  }

  /** The columns that tell members apart are called as in the model. */
  private nameOf(member: object): string {
    return JSON.stringify(this.shape.member.map((name) => (member as Record<string, unknown>)[name] ?? ''));
  }

  private columnAt(path: readonly (string | number)[]): string | undefined {
    return CSV_COLUMNS[this.kind].find((column) => {
      const depth = Math.min(column.path.length, path.length);
      return depth > 0 && column.path.slice(0, depth).every((step, index) => step === path[index]);
    })?.name;
  }

  private draftFor(line: number, key: string): Draft | null {
    const open = this.drafts.get(key);
    if (open) return open;
    const { list, fact: column, section } = this.shape;
    const fact = this.facts.get(key) ?? (list === null ? { key } : undefined);
    if (!fact) {
      if (key === '') this.fault(line, column, 'missing-key', { key: column });
      else this.unknown(line, column, HOLDERS[section], key, this.facts.keys());
      return null;
    }
    const listed = (list === null ? [] : ((fact as Record<string, unknown>)[list] ?? [])) as never[];
    const parts = this.shape.nested?.open(listed) ?? (listed as readonly object[]);
    const known = list !== null ? parts : this.facts.has(key) ? [fact] : [];
    const draft = { fact, members: new Map(known.map((each) => [this.nameOf(each), each])), lines: new Map() };
    this.drafts.set(key, draft);
    return draft;
  }

  /** Whether a member may stand where the row puts it: said once, of a site that is there, not another site's LAN. */
  private isFree(line: number, member: object, fact: string, draft: Draft): boolean {
    const before = this.errors.length;
    const { key, site } = member as { key?: string; site?: string };
    if (key !== undefined) {
      const elsewhere = this.kind === 'lans' && (this.siteOfLan.get(key) ?? fact) !== fact;
      if (elsewhere || draft.lines.has(this.nameOf(member)))
        this.fault(line, 'key', 'duplicate-object', { kind: this.shape.is, key: key.slice(0, 80) });
      else if (this.kind === 'lans') this.siteOfLan.set(key, fact);
    } else if (draft.lines.has(this.nameOf(member))) {
      const told = this.shape.member.map((name) => (member as Record<string, string | undefined>)[name] ?? '');
      this.fault(line, this.shape.member.at(-1) ?? '', 'duplicate-row', { row: told.join(' ').trim().slice(0, 80) });
    }
    if (this.kind === 'blocks' && site !== undefined && !this.sites.has(site))
      this.unknown(line, 'site', 'site', site, this.sites);
    if (this.kind === 'flows') this.checkEnds(line, member as Flow);
    return this.errors.length === before;
  }

  private checkEnds(line: number, flow: Flow): void {
    for (const end of ['from', 'to'] as const) {
      const { pool, site } = flow[end] as { pool?: string; site?: string };
      if (pool !== undefined && !this.pools.has(pool)) this.unknown(line, `${end}_pool`, 'pool', pool, this.pools);
      if (site !== undefined && !this.sites.has(site)) this.unknown(line, `${end}_site`, 'site', site, this.sites);
    }
  }

  private unknown(line: number, column: string, kind: string, key: string, known: Iterable<string>): void {
    // Nobody reads thousands of suggestions, and each is a walk over all that is known.
    const suggestion = this.errors.length < 1000 ? nearest(key, known) : null;
    const params = { kind, key: key.slice(0, 80), ...(suggestion ? { suggestion } : {}) };
    this.fault(line, column, 'unknown-reference', params);
  }
}
