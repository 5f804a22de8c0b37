import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Estate } from '@/domain/estate/estate';
import { RESOURCE_KINDS } from '@/domain/estate/resource';
import { parsePrefix } from '@/domain/net/prefix';
import { traceDirection } from '@/domain/routing/answers/judge';
import type { Verdict } from '@/domain/routing/verdict';
import { broken, FAULTS } from '@/lab/faults-corpus/corpus';
import { loadScenario } from '@/lab/scenario';
import {
  type Daemons,
  type Network,
  obtainDaemons,
  openNetwork,
  startFrr,
  startGobgp,
} from '@/server/connectors/testing/daemons';
import { blueprintOf } from './blueprint';
import { build } from './build';
import type { Host } from './drawing';
import { SENT, sendAll } from './packets';
import { speak } from './speak';
import { announcersOf, learnerOf } from './speakers';

const NOON = '2026-03-18T12:00:00.000Z';
const SCENARIOS = ['seed', 'ens', 'second-circuit', 'self-managed-flannel', 'three-sites'];

/** Where the kernel and the engine may differ, and why. Everything here must be seen to differ. */
const Explained = z.array(z.strictObject({ case: z.string(), from: z.string(), to: z.string(), why: z.string() }));
const EXPLAINED = Explained.parse(
  parse(readFileSync(path.join(import.meta.dirname, 'differences.yaml'), 'utf8')) ?? [],
);

const daemons = await obtainDaemons().catch((error: unknown) => String(error instanceof Error ? error.message : error));
if (typeof daemons === 'string') console.log(`Not run: the Linux kernel was not asked, because ${daemons}.`);

type Case = { name: string; estate: Estate };

/** What the kernel would be asked, as text: faults that change nothing of it are not built twice. */
function askedOf(estate: Estate): string {
  const speakers = [announcersOf(estate), estate.gateways.map(({ key }, n) => [key, learnersOf(estate)[n]])];
  return JSON.stringify([blueprintOf(estate), speakers]);
}

function learnersOf(estate: Estate) {
  return estate.gateways.map((gateway) => {
    const { title, config, expects } = learnerOf(estate, gateway);
    return { title, config, expects: [...expects] };
  });
}

function distinctCases(): readonly Case[] {
  const healthy = SCENARIOS.map((name) => ({ name, estate: loadScenario(name).estate }));
  const faulty = FAULTS.map((fault) => ({ name: fault.name, estate: broken(fault) }));
  const seen = new Set<string>();
  return [...healthy, ...faulty].filter(({ estate }) => {
    const asked = askedOf(estate);
    return !seen.has(asked) && seen.add(asked);
  });
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
function agrees({ kind }: Verdict, arrived: number): boolean {
  return kind === 'unknown' || (kind === 'reachable' ? arrived === SENT : arrived < SENT);
}

describe.skipIf(typeof daemons === 'string')('the kernel and the engine', () => {
  test.concurrent.each(distinctCases())('agree on every way between any two hosts: $name', async ({ name, estate }) => {
    const found = daemons as Daemons;
    const parts = RESOURCE_KINDS.map((kind) => ({ source: 'lab', kind, observedAt: NOON, stale: false }));
    const view = { estate, parts, revision: name };
    const blueprint = blueprintOf(estate);
    const network = await openNetwork(found.environment);
    try {
      await build(network, blueprint);
      await speak(network, ofThisMachine(network, found), estate, blueprint);
      const deliveries = await sendAll(network, blueprint);
      expect(deliveries.some(({ arrived }) => arrived === SENT)).toBe(true);
      const differences = deliveries.flatMap(({ from, to, arrived }) => {
        const verdict = traceDirection(view, only(from), only(to));
        if (agrees(verdict, arrived)) return [];
        const reason = verdict.reason ? ` (${verdict.reason.code})` : '';
        return [{ from: from.title, to: to.title, said: `${verdict.kind}${reason}`, arrived }];
      });
      const explained = EXPLAINED.filter((each) => each.case === name);
      const isExplained = (each: { from: string; to: string }) =>
        explained.some(({ from, to }) => matches(from, each.from) && matches(to, each.to));
      expect(differences.filter((each) => !isExplained(each))).toEqual([]);
      expect(explained.length === 0 || differences.some(isExplained)).toBe(true);
    } finally {
      await network.close();
    }
  });
});
