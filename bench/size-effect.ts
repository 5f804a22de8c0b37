import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { answeredWithin, eventually, noted, type Result, sleep } from './measure';
import type { SizeWorld } from './size-world';

const GOAL_MS = 150;
const SETTLED = 60;
const REVISIONS = 4;
const FOLLOWING = 15;
const NEW_REVISION_WITHIN_MS = 600_000;

/** What the first answers of new revisions took, milliseconds. */
type First = Record<'effect' | 'list', number[]>;

/** The effect of a route as it is typed: on a revision that stands, and on one that a changed route has just made. */
export async function benchEffect(world: SizeWorld): Promise<Result[]> {
  await effectOf(world, 0);
  const settled: number[] = [];
  for (let at = 1; at <= SETTLED; at += 1) settled.push(await effectOf(world, at));
  const first: First = { effect: [], list: [] };
  const following: number[] = [];
  for (let at = 0; at < REVISIONS; at += 1) {
    await changeRoute(world, at);
    const asked = at % 2 === 0 ? 'effect' : 'list';
    first[asked].push(asked === 'effect' ? await effectOf(world, 100) : await listOf(world));
    if (asked === 'list') await effectOf(world, 100);
    for (let next = 1; next <= FOLLOWING; next += 1) following.push(await effectOf(world, 100 + next));
  }
  const how = 'changes.preview over HTTP, one after another, each another route of pods, of which flows stop';
  const after = `${FOLLOWING} on each of ${REVISIONS} revisions, the first left out; ${how}`;
  return [
    answeredWithin(GOAL_MS, 'effect of a change', settled, `${SETTLED} of ${how}`),
    answeredWithin(GOAL_MS, 'effect after a changed route', following, after),
    firstAnswers(first),
  ];
}

/** Right after one route has changed. */
function firstAnswers({ effect, list }: First): Result {
  const text = (times: readonly number[]) => times.map((each) => `${each.toFixed(0)} ms`).join(', ');
  return noted('first answer of a revision', `effect ${text(effect)}; list ${text(list)}`, `of ${REVISIONS} revisions`);
}

/** A row that leads the pods of one node back into the VPC: flows are judged again, and stop. */
async function effectOf({ session }: SizeWorld, at: number): Promise<number> {
  const site = at % 200;
  const name = nameOf(site);
  const operation = {
    kind: 'add-route-entry',
    router: { kind: 'vbr', key: `vbr-${name}` },
    routeTable: `vtb-${name}`,
    prefix: podSubnet(site, at % NODES_ASKED),
    nextHop: { kind: 'router-interface', key: `ri-${name}-vbr` },
  };
  const asked = { operations: [operation], guard: {} };
  const { body, ms } = await session.ask<{ lost: readonly string[] }>('changes.preview', asked);
  if (body.lost.length === 0) throw new Error(`${operation.prefix} on ${operation.routeTable} stops no flow`);
  return ms;
}

/** Every other pod subnet of a site's block; each of these nodes is there. */
const NODES_ASKED = 24;
const podSubnet = (site: number, nth: number) => `10.${Math.floor(site / 8)}.${(site % 8) * 32 + nth}.0/25`;

async function listOf({ session }: SizeWorld): Promise<number> {
  return (await session.ask('estate.list', { kind: 'node' })).ms;
}

/** Somebody adds a route by the vendor's console; its source is read, and the estate has another revision. */
async function changeRoute({ product, session, client }: SizeWorld, at: number): Promise<void> {
  const routeTable = `vtb-${nameOf(at)}`;
  const { labAdmin } = JSON.parse(readFileSync(path.join(product.dataDir, 'ports.json'), 'utf8')) as {
    labAdmin: number;
  };
  const nextHop = { kind: 'router-interface', key: `ri-${nameOf(at)}-vlan` };
  const answer = await fetch(`http://127.0.0.1:${labAdmin}/routes`, {
    method: 'POST',
    body: JSON.stringify({ edit: 'add', routeTable, entry: { prefix: podSubnet(at, 0), nextHop } }),
  });
  if (!answer.ok) throw new Error(`the lab took no route: ${answer.status} ${await answer.text()}`);
  const before = await revisionOf(client);
  const { rows } = await client.query<{ source_id: string }>(
    `select source_id from resource_version where kind = 'route-entry' and within = $1 and valid_to is null limit 1`,
    [routeTable],
  );
  await session.tell('sources.refresh', { sourceId: rows[0]?.source_id });
  await eventually(async () => (await revisionOf(client)) !== before, NEW_REVISION_WITHIN_MS, 'another revision');
  // Who types has seen the notice of it by then.
  await sleep(50);
}

async function revisionOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ value: unknown }>(`select value from setting where key = 'estate-revision'`);
  return JSON.stringify(rows[0]?.value);
}

const nameOf = (at: number) => String(at).padStart(3, '0');
