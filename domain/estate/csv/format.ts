import Papa from 'papaparse';
import { guarded, textAt } from './cells';
import { CSV_COLUMNS, type CsvColumn, type CsvKind } from './columns';
import { permitsOfGroups } from './group-permits';
import type { TableFacts } from './table-facts';

/** Spreadsheets take a file without it for the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

type Member = { parent: string; member: object };

/** One table of what is declared, which reads back to the same: RFC 4180, UTF-8 with byte order mark. */
export function formatEstateCsv(kind: CsvKind, facts: TableFacts): string {
  const columns = CSV_COLUMNS[kind];
  return written(
    columns,
    MEMBERS[kind](facts).map((each) => columns.map((column) => cellOf(column, each))),
  );
}

const MEMBERS: Readonly<Record<CsvKind, (facts: TableFacts) => readonly Member[]>> = {
  sites: ({ sites }) => sites.map((site) => ({ parent: site.key, member: site })),
  lans: ({ sites }) => sites.flatMap(({ key, lans }) => lans.map((member) => ({ parent: key, member }))),
  blocks: ({ clusters }) =>
    clusters.flatMap(({ key, siteBlocks }) => (siteBlocks ?? []).map((member) => ({ parent: key, member }))),
  flows: ({ flows }) => flows.map((flow) => ({ parent: flow.key, member: flow })),
  permits: ({ gateways }) =>
    gateways.flatMap(({ key, permits }) => (permits ?? []).map((member) => ({ parent: key, member }))),
  'group-permits': ({ vpcs }) =>
    vpcs.flatMap(({ key, securityGroups }) =>
      permitsOfGroups(securityGroups ?? []).map((member) => ({ parent: key, member })),
    ),
};

function cellOf(column: CsvColumn, { parent, member }: Member): string {
  const text = column.path.length === 0 ? parent : textAt(member, column);
  // A negative number is no formula.
  return column.as === 'number' ? text : guarded(text);
}

const EXAMPLES: Readonly<Record<CsvKind, readonly string[]>> = {
  sites: [
    'dc-shanghai',
    'data-centre',
    'Shanghai data centre',
    '上海数据中心',
    '31.2304',
    '121.4737',
    '172.16.0.0/16;172.17.0.0/16',
    'production;east',
    'Two rooms',
    'Wang Fang',
    'network',
    'noc@example.net',
    '021-5550-0100',
  ],
  lans: ['dc-shanghai', 'lan-a', '172.16.10.0/24', '172.16.10.1', 'Room A', 'A 机房'],
  blocks: ['edge-1', 'dc-shanghai', '10.8.4.0/22'],
  flows: ['cloud-to-shanghai', 'np-cloud', '', '', '', 'dc-shanghai', '', 'true', 'Cloud to Shanghai', '云端到上海'],
  permits: ['gw-shanghai', 'ingress', '192.168.0.0/16', '10.8.4.0/22'],
  'group-permits': ['vpc-1', 'sg-1', 'ingress', '10.8.4.0/22', '192.168.0.0/16'],
};

/** An empty table to fill in: its header, and an example that import passes over. */
export function csvTemplate(kind: CsvKind): string {
  const header = written(CSV_COLUMNS[kind], []);
  return `${header}# ${Papa.unparse([[...EXAMPLES[kind]]])}\r\n`;
}

function written(columns: readonly CsvColumn[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => [...row])];
  // A first cell that begins like a comment is none in quotes.
  const quotes = (cell: unknown) => String(cell).startsWith('#');
  return `${BYTE_ORDER_MARK}${Papa.unparse(lines, { newline: '\r\n', quotes })}\r\n`;
}
