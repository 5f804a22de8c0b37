import { describe, expect, it, vi } from 'vitest';
import { podCidrsOf } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { Flow } from '@/domain/estate/flow';
import type { EstateView } from '@/domain/estate/view';
import { RangeSet } from '@/domain/net/range-set';
import type { Address } from '@/domain/net/address';
import { parsePrefix, prefixFamily, type Prefix } from '@/domain/net/prefix';
import { endingsOf } from '@/domain/testing/oracle';
import { altered } from '@/domain/testing/oracle/alter';
import { Dice } from '@/domain/testing/oracle/dice';
import type { Ending } from '@/domain/testing/oracle/packet';
import { untoldEstate } from '@/domain/testing/oracle/untold-estate';
import { viewOf } from '@/domain/testing/seed-figure';
import { tangledEstate, tangledView } from '@/domain/testing/oracle/tangled-estate';
import { addressIn, askedOf } from '@/domain/testing/oracle/tangled-ranges';
import { judgeFlow } from './judge';
import { reach, type ReachPart } from './reach';
import type { Verdict } from '../verdict';

vi.setConfig({ testTimeout: 120_000 });

const BADNESS = { reachable: 0, unknown: 1, unreachable: 2 };
const saying = ({ kind, code, finding, owner }: Ending) => [kind, code ?? '', finding ?? '', owner ?? ''].join(' ');
const sayingOf = ({ kind, reason, finding, owner }: Verdict) => saying({ kind, code: reason?.code, finding, owner });
const host = (address: Address) => ({ prefix: parsePrefix(`${address}/${address.includes(':') ? 128 : 32}`) });

function worstBothWays(view: EstateView, from: Address, to: Address): readonly [readonly string[], readonly string[]] {
  const there = endingsOf(view, from, to);
  return [worstOf(there), worstOf(endingsOf(view, to, from, there))];
}

/** The worst that may become of one packet; where several ends are equally bad, any of them may speak. */
function worstOf(endings: readonly Ending[]): readonly string[] {
  const worst = Math.max(...endings.map(({ kind }) => BADNESS[kind]));
  return endings.filter(({ kind }) => BADNESS[kind] === worst).map(saying);
}

/** What was asked and answered, and all on which the two disagreed. */
class Tally {
  cases = 0;
  readonly answers = new Map<string, number>();
  readonly disagreements: string[] = [];

  take(what: string, said: string | undefined, expected: readonly string[]) {
    this.cases += 1;
    this.answers.set(said ?? 'nothing', (this.answers.get(said ?? 'nothing') ?? 0) + 1);
    if (said === undefined || !expected.includes(said))
      this.disagreements.push(`${what}: ${said}, not ${expected.join(' or ')}`);
  }
}

function pair(dice: Dice, asked: readonly Prefix[]): [Prefix, Prefix] {
  const from = dice.of(asked);
  return [from, dice.of(asked.filter((each) => prefixFamily(each) === prefixFamily(from)))];
}

function askPoints(tally: Tally, name: string, view: EstateView, flows: readonly [Flow, Address, Address][]) {
  for (const [flow, from, to] of flows) {
    const { forward, back } = judgeFlow(view, flow);
    const [there, answers] = worstBothWays(view, from, to);
    tally.take(`${name} ${from} > ${to}`, sayingOf(forward), there);
    tally.take(`${name} ${from} < ${to}`, sayingOf(back), answers);
  }
}

function askRanges(tally: Tally, name: string, dice: Dice, view: EstateView, points: number) {
  const [source, destination] = pair(dice, askedOf(view.estate));
  const { forward, back } = reach(view, { prefix: source }, { prefix: destination });
  const [there, answers] = [forward.map(ranged), back.map(ranged)];
  for (let at = 0; at < points; at += 1) {
    const [from, to] = [addressIn(dice, source), addressIn(dice, destination)];
    const [asks, replies] = worstBothWays(view, from, to);
    tally.take(`${name} ${source}:${from} > ${destination}:${to}`, sayingAt(there, from, to), asks);
    tally.take(`${name} ${source}:${from} < ${destination}:${to}`, sayingAt(answers, to, from), replies);
  }
}

const ranged = ({ source, destination, verdict }: ReachPart) => ({
  source: RangeSet.of(source),
  destination: RangeSet.of(destination),
  says: sayingOf(verdict),
});

function sayingAt(parts: readonly ReturnType<typeof ranged>[], from: Address, to: Address): string | undefined {
  const own = parts.filter(({ source, destination }) => source.contains(from) && destination.contains(to));
  return own.length === 1 ? own[0]?.says : undefined;
}

function flowsOf(dice: Dice, estate: Estate, count: number): readonly [Flow, Address, Address][] {
  const asked = askedOf(estate);
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = pair(dice, asked).map((prefix) => addressIn(dice, prefix)) as [Address, Address];
    return [{ key: `flow-${at}`, from: host(from), to: host(to), mustHold: false }, from, to];
  });
}

describe('the engine and a naive second one', () => {
  it('say the same of 100,000 packets in tangled estates, alone and as parts of ranges, also after changes and undos', () => {
    const tally = new Tally();
    for (let seed = 1; seed <= 250; seed += 1) {
      const dice = new Dice(seed);
      const first = tangledView(dice, tangledEstate(dice));
      const flows = flowsOf(dice, first.estate, 10);
      const past: EstateView[] = [first];
      for (let step = 0; step < 6; step += 1) {
        const view = past.at(-1) as EstateView;
        askPoints(tally, `seed ${seed}.${step}`, view, flows);
        for (let range = 0; range < 2; range += 1) askRanges(tally, `seed ${seed}.${step}`, dice, view, 12);
        // Undone is the very state of before, as the product goes back.
        if (past.length > 1 && dice.chance(0.4)) past.pop();
        else past.push({ ...view, estate: altered(dice, view.estate), revision: `${step}` });
      }
    }
    expect(tally.disagreements.slice(0, 20)).toEqual([]);
    expect(tally.cases).toBeGreaterThanOrEqual(100_000);
    // The questions were worth asking: many ends, and enough of them good.
    expect(tally.answers.size).toBeGreaterThanOrEqual(30);
    expect(tally.answers.get('unknown lan-router-not-declared  idc') ?? 0).toBeGreaterThan(50);
    expect(tally.answers.get('reachable   ') ?? 0).toBeGreaterThan(tally.cases / 20);
  });

  it('say the same of why a VBR was told nothing of pods', () => {
    const tally = new Tally();
    for (let seed = 1; seed <= 200; seed += 1) {
      const dice = new Dice(seed);
      const view = viewOf(untoldEstate(dice));
      const from = addressIn(dice, parsePrefix('192.168.64.0/19'));
      const pods = view.estate.clusters.flatMap(({ nodes = [] }) => nodes.flatMap(podCidrsOf));
      const flows = pods.map((prefix, at): [Flow, Address, Address] => {
        const to = addressIn(dice, prefix);
        return [{ key: `pods-${at}`, from: host(from), to: host(to), mustHold: false }, from, to];
      });
      askPoints(tally, `seed ${seed}`, view, flows);
    }
    expect(tally.disagreements.slice(0, 20)).toEqual([]);
    const causes = ['looped F32', 'over-limit F10', 'filtered C06'].map(
      (each) => `unreachable announcement-${each} idc`,
    );
    expect(causes.filter((each) => (tally.answers.get(each) ?? 0) < 10)).toEqual([]);
  });
});
