import type pg from 'pg';
import type { ListKind } from '@/domain/lists/list';
import { answeredWithin, median, type Result } from './measure';
import type { SizeWorld } from './size-world';
import type { Session } from './session';

const GOAL_MS = 150;
const ROUNDS = 3;
const PAGE_SIZE = 50;

/** Every list; what belongs to an object within one that has much of it. */
const LISTS: readonly { kind: ListKind; within?: string }[] = [
  { kind: 'node' },
  { kind: 'node-pool' },
  { kind: 'cluster' },
  { kind: 'vpc' },
  { kind: 'v-switch' },
  { kind: 'vbr' },
  { kind: 'route-table' },
  { kind: 'circuit' },
  { kind: 'bgp-group' },
  { kind: 'bgp-peer' },
  { kind: 'gateway' },
  { kind: 'route', within: 'vpc-cn-hangzhou' },
  { kind: 'gateway-route', within: 'gw-000' },
  { kind: 'gateway-path', within: 'gw-000' },
  { kind: 'gateway-peer', within: 'gw-000' },
  { kind: 'add-on' },
  { kind: 'daemon-set' },
];
/** As somebody types them, letter by letter. */
const WORDS = ['dc-017', 'vbr-12', '10.64.3.0/24', '10.1.2.3', 'as4200000007', '机房 12', 'nothing like it'];

type Look = (typeof LISTS)[number];
type Page = { all: number; found: number; rows: readonly unknown[] };

/** Lists and search over HTTP, beside the cheapest question that the same server answers. */
export async function benchLists({ session, client }: SizeWorld): Promise<Result[]> {
  const sizes = await firstLook(session);
  const looks = LISTS.flatMap((list) => looksAt(list, sizes.rows.get(list.kind) ?? 0));
  const rounds = Array.from({ length: ROUNDS }, () => looks).flat();
  const lists = await timesOf(session, 'estate.list', rounds);
  const typed = WORDS.flatMap((word) => Array.from(word, (_letter, at) => ({ text: word.slice(0, at + 1) })));
  await session.ask('search.query', typed[0]);
  const searches = await timesOf(session, 'search.query', typed);
  const cheapest = Array.from({ length: 50 }, () => ({}));
  const baseline = median(await timesOf(session, 'settings.appliesStopped', cheapest));
  const beside = `the cheapest question of the same server takes ${baseline.toFixed(1)} ms`;
  return [
    answeredWithin(
      GOAL_MS,
      'lists over HTTP',
      lists,
      `${LISTS.length} lists: first page, sorted, filtered, last page, ${ROUNDS} times; ${slowestOf(rounds, lists)}; ${sizes.text}; ${beside}`,
    ),
    answeredWithin(
      GOAL_MS,
      'search as typed over HTTP',
      searches,
      `${typed.length} searches, letter by letter, among ${await countOfRoutes(client)} routes; ${beside}`,
    ),
  ];
}

/** Routes that can be found: rows of route tables, and each prefix that a gateway has a way to. */
export async function countOfRoutes(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(distinct (within, attributes->>'prefix'))::int as count from resource_version
     where valid_to is null and kind in ('route-entry', 'gateway-route')`,
  );
  return rows[0]?.count ?? 0;
}

/** What lists are made of is made at the first look at a revision; how long each is, and how long that took. */
async function firstLook(session: Session): Promise<{ rows: Map<ListKind, number>; text: string }> {
  const rows = new Map<ListKind, number>();
  const times: number[] = [];
  for (const list of LISTS) {
    const { body, ms } = await session.ask<Page>('estate.list', list);
    rows.set(list.kind, body.all);
    times.push(ms);
  }
  const empty = LISTS.find(({ kind }) => rows.get(kind) === 0);
  if (empty) throw new Error(`there is no ${empty.kind} to list`);
  const longest = Math.max(...rows.values());
  return {
    rows,
    text: `the longest of ${longest} rows; a list's first look took at most ${Math.max(...times).toFixed(0)} ms`,
  };
}

/** The list that takes longest in the middle, and the single worst look at any. */
function slowestOf(looks: readonly Look[], times: readonly number[]): string {
  const middle = LISTS.map(({ kind }) => ({ kind, ms: median(times.filter((_ms, at) => looks[at]?.kind === kind)) }));
  const slowest = middle.reduce((worst, each) => (each.ms > worst.ms ? each : worst));
  return `slowest ${slowest.kind}, median ${slowest.ms.toFixed(0)} ms, worst of all ${Math.max(...times).toFixed(0)} ms`;
}

function looksAt(list: Look, rows: number): Look[] {
  const last = Math.max(1, Math.ceil(rows / PAGE_SIZE));
  const sort = { column: 'status', descending: true };
  return [{}, { sort }, { text: '1' }, { page: last }].map((look) => ({ ...list, pageSize: PAGE_SIZE, ...look }));
}

async function timesOf(session: Session, procedure: string, inputs: readonly unknown[]): Promise<number[]> {
  const times: number[] = [];
  for (const input of inputs) times.push((await session.ask(procedure, input)).ms);
  return times;
}
