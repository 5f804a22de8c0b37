import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Estate } from '@/domain/estate/estate';
import { RESOURCE_KINDS } from '@/domain/estate/resource';
import { parsePrefix } from '@/domain/net/prefix';
import { judgeBetween } from '@/domain/routing/answers/judge';
import { type EstateIndex, indexEstate } from '@/domain/routing/estate-index';
import type { Verdict } from '@/domain/routing/verdict';
import { broken, FAULTS } from '@/lab/faults-corpus/corpus';
import { loadScenario } from '@/lab/scenario';
import {
  type Daemons,
  type Network,
  obtainDaemons,
  obtainNft,
  openNetwork,
  startFrr,
  startGobgp,
} from '@/server/connectors/testing/daemons';
import { blueprintOf } from './blueprint';
import { build } from './build';
import type { Host } from './drawing';
import { announcersOf } from './announcers';
import { type Delivery, SENT, sendAll } from './packets';
import { learnerOf } from './learners';
import { speak } from './speak';

const NOON = '2026-03-18T12:00:00.000Z';
const SCENARIOS = ['seed', 'ens', 'second-circuit', 'self-managed-flannel', 'three-sites'];

/** Where the kernel and the engine may differ, and why. Everything here must be seen to differ. */
const Explained = z.array(z.strictObject({ case: z.string(), from: z.string(), to: z.string(), why: z.string() }));
const EXPLAINED = Explained.parse(
  parse(readFileSync(path.join(import.meta.dirname, 'differences.yaml'), 'utf8')) ?? [],
);

const programs = await obtainAll().catch((error: unknown) => String(error instanceof Error ? error.message : error));
if (typeof programs === 'string') console.log(`Not run: the Linux kernel was not asked, because ${programs}.`);

type Programs = { daemons: Daemons; nft: string; environment: Daemons['environment'] };

async function obtainAll(): Promise<Programs> {
  const daemons = await obtainDaemons();
  const { nft, environment } = await obtainNft();
  const folders = [daemons.environment, environment].flatMap((each) => each.LD_LIBRARY_PATH ?? []);
  return { daemons, nft, environment: folders.length > 0 ? { LD_LIBRARY_PATH: folders.join(':') } : {} };
}

type Case = { name: string; estate: Estate };

/** What the kernel would be asked, as text: faults that change nothing of it are not built twice. */
function askedOf(estate: Estate): string {
  const speakers = [announcersOf(estate), estate.gateways.map(({ key }, n) => [key, learnersOf(estate)[n]])];
  return JSON.stringify([blueprintOf(estate), speakers]);
}

function learnersOf(estate: Estate) {
  return estate.gateways.map((gateway) => {
    return learnerOf(estate, gateway);
  });
}

function distinctCases(): readonly Case[] {
  const healthy = SCENARIOS.map((name) => ({ name, estate: loadScenario(name).estate }));
  const faulty = FAULTS.map((fault) => ({ name: fault.name, estate: broken(fault) }));
  const seen = new Set<string>();
  return [...healthy, ...faulty].filter(({ estate }) => {
    if (sharesState(estate)) return false;
    const asked = askedOf(estate);
    return !seen.has(asked) && seen.add(asked);
  });
}

/** Of connections that a firewall was told of by another the kernel knows nothing. */
function sharesState({ gateways }: Estate): boolean {
  const groups = gateways.flatMap(({ firewallGroup }) => firewallGroup ?? []);
  return new Set(groups).size < groups.length;
}

function ofThisMachine(network: Network, found: Daemons) {
  return {
    gobgp: async (machine: string, config: string) =>
      (await startGobgp({ name: machine, network, daemons: found, in: network.in(machine), config })).gobgp,
    frr: async (machine: string, config: string) => {
      const run = ['zebra', 'bgpd'] as const;
      return (await startFrr({ name: machine, network, daemons: found, in: network.in(machine), config, run }))
        .commands;
    },
  };
}

const only = ({ address }: Host) => ({ prefix: parsePrefix(`${address}/${address.includes(':') ? 128 : 32}`) });

const matches = (pattern: string, title: string) =>
  pattern.endsWith('*') ? title.startsWith(pattern.slice(0, -1)) : title === pattern;

/** All of it, none of it or a part: `unknown` claims nothing. */
function agrees({ kind }: Verdict, arrived: number, of: number): boolean {
  return kind === 'unknown' || (kind === 'reachable' ? arrived === of : arrived < of);
}

/** Of packets that were sent from one host to another: requests, or the answers to some. */
type Difference = { from: string; to: string; way: 'request' | 'answer'; said: string; arrived: number };

/** What became of requests, and of the answers to those that arrived. */
function differencesIn(index: EstateIndex, { from, to, arrived, answered }: Delivery): readonly Difference[] {
  const { forward, back } = judgeBetween(index, only(from), only(to));
  const differing = (
    way: Difference['way'],
    verdict: Verdict,
    ends: readonly [Host, Host],
    got: number,
    of: number,
  ) => {
    if (agrees(verdict, got, of)) return [];
    const reason = verdict.reason ? ` (${verdict.reason.code})` : '';
    return [{ from: ends[0].title, to: ends[1].title, way, said: `${verdict.kind}${reason}`, arrived: got }];
  };
  return [
    ...differing('request', forward, [from, to], arrived, SENT),
    ...(arrived > 0 ? differing('answer', back, [to, from], answered, arrived) : []),
  ];
}

describe.skipIf(typeof programs === 'string')('the kernel and the engine', () => {
  test.concurrent.each(distinctCases())('agree on every way between any two hosts: $name', async ({ name, estate }) => {
    const { daemons, nft, environment } = programs as Programs;
    const parts = RESOURCE_KINDS.map((kind) => ({ source: 'lab', kind, observedAt: NOON, stale: false }));
    const index = indexEstate({ estate, parts, revision: name });
    const blueprint = blueprintOf(estate);
    const network = await openNetwork(environment);
    try {
      await build(network, nft, blueprint);
      await speak(network, ofThisMachine(network, daemons), estate, blueprint);
      const deliveries = await sendAll(network, nft, blueprint);
      expect(deliveries.some(({ answered }) => answered === SENT)).toBe(true);
      const differences = deliveries.flatMap((each) => differencesIn(index, each));
      const explained = EXPLAINED.filter((each) => each.case === name);
      const isExplained = (each: Difference) =>
        explained.some(({ from, to }) => matches(from, each.from) && matches(to, each.to));
      expect(differences.filter((each) => !isExplained(each))).toEqual([]);
      expect(explained.length === 0 || differences.some(isExplained)).toBe(true);
    } finally {
      await network.close();
    }
  });
});
