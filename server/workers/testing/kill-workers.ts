import { resolveHeld } from '@/server/use-cases/changes/resolve-held';
import { vbrAt } from './kill-estate';
import { faultsOf } from './judge-round';
import { playRound, type Round } from './kill-round';
import type { KillWorld } from './kill-world';
import { Killer } from './killer';

/** Enough that one that is due never has to wait for a slow machine to start it. */
const MOST_ROUNDS = 1_000;

export type KillReport = {
  /** processes that were sent SIGKILL while they held a lane, and are gone */
  kills: number;
  struck: Readonly<Killer['struck']>;
  rounds: readonly Round[];
  ends: Readonly<Record<string, number>>;
  /** every promise that was broken, with the round it was broken in */
  faults: readonly string[];
};

/** A held change keeps its lane until a person decides, and the next round is on the same router. */
async function letGo({ engineer }: KillWorld, { change: { id, status } }: Round): Promise<void> {
  if (status === 'held') await resolveHeld(engineer, { changeId: id, as: 'reverted', reason: 'looked at' });
}

/** So many workers, or as many as die until the time is up: no round is begun after that. */
type Extent = { wanted: number; withinMs: number; vbrs: number };

/** Plays rounds on all VBRs at once, one after another on each, until so many workers have been killed. */
export async function killWorkers(world: KillWorld, { wanted, withinMs, vbrs }: Extent) {
  const end = Date.now() + withinMs;
  const killer = new Killer(world);
  const rounds: Round[] = [];
  const faults: string[] = [];
  let next = 0;
  const play = async (index: number) => {
    const vbr = vbrAt(index);
    while (world.fleet.killed < wanted && Date.now() < end && next < MOST_ROUNDS) {
      const number = next++;
      const round = await playRound(world, killer, number, vbr);
      rounds.push(round);
      const broken = await faultsOf(world, round);
      faults.push(...broken.map((fault) => `round ${number} (${round.script.course}): ${fault}`));
      await letGo(world, round);
    }
  };
  try {
    await Promise.all(Array.from({ length: vbrs }, (_none, index) => play(index)));
  } finally {
    await killer.close();
  }
  const ends: Record<string, number> = {};
  for (const { change } of rounds) ends[change.status] = (ends[change.status] ?? 0) + 1;
  return { kills: world.fleet.killed, struck: killer.struck, rounds, ends, faults } satisfies KillReport;
}
