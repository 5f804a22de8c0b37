import { setTimeout as sleep } from 'node:timers/promises';
import type { Estate } from '@/domain/estate/estate';
import type { Ground } from './build';
import type { Blueprint } from './drawing';
import { type Announcement, announcersOf } from './announcers';
import { type Learner, learnerOf } from './learners';
import { familyOf } from './sessions';

/** The real daemons, however they are had. */
export type Daemons = {
  /** starts gobgpd in a machine, and gives its command line */
  gobgp(machine: string, config: string): Promise<(...parameters: string[]) => Promise<string>>;
  /** starts FRR's zebra and bgpd in a machine, and gives vtysh */
  frr(machine: string, config: string): Promise<(...lines: string[]) => Promise<string>>;
};

const PATIENCE_MS = 20_000;

/**
 * Starts every speaker of the estate, and waits until each gateway has heard from all that should speak to it and has installed
 * what it heard.
 * @throws Error naming the sessions that did not come up
 */
export async function speak(ground: Ground, daemons: Daemons, estate: Estate, { machines }: Blueprint): Promise<void> {
  const nameOf = (title: string) => machines.find((each) => each.title === title)?.name ?? '';
  const announcing = announcersOf(estate).map(async ({ title, config, announces }) => {
    const gobgp = await daemons.gobgp(nameOf(title), config);
    for (const each of announces) await gobgp(...addingOf(each));
  });
  // A table that was read is built as it was read; nothing is left to learn.
  const learners = estate.gateways.filter(({ observed }) => observed?.routes === undefined);
  const learning = learners.map(async (gateway) => {
    const learner = learnerOf(estate, gateway);
    const machine = nameOf(learner.title);
    const vtysh = await daemons.frr(machine, learner.config);
    return async () => {
      await allHeard(learner, vtysh);
      await settled(ground, machine);
    };
  });
  await Promise.all(announcing);
  await Promise.all((await Promise.all(learning)).map((each) => each()));
}

function addingOf({ prefix, nextHop, med }: Announcement): readonly string[] {
  const metric = med === undefined ? [] : ['med', String(med)];
  return ['global', 'rib', 'add', prefix, '-a', `ipv${familyOf(prefix)}`, 'nexthop', nextHop, ...metric];
}

type Summary = { peers?: Record<string, { state?: string; pfxRcd?: number }> };

async function allHeard({ title, expects }: Learner, vtysh: (...lines: string[]) => Promise<string>): Promise<void> {
  const families = [...new Set(expects.map(({ family }) => family))];
  for (let waited = 0; waited < PATIENCE_MS; waited += 100) {
    const heard = await Promise.all(
      families.map(async (family) => {
        const { peers = {} } = JSON.parse(await vtysh(`show bgp ipv${family} unicast summary json`)) as Summary;
        return expects.every(({ peer, count, family: own }) => {
          const { state, pfxRcd = 0 } = peers[peer] ?? {};
          return own !== family || (state === 'Established' && (count === 0 || pfxRcd > 0));
        });
      }),
    );
    if (heard.every(Boolean)) return;
    await sleep(100);
  }
  throw new Error(`${title} has not heard from all of ${expects.map(({ peer }) => peer).join(', ')}`);
}

/** The daemon tells the kernel a little later, in one go. */
async function settled(ground: Ground, machine: string): Promise<void> {
  const read = () => ground.run('sh', '-c', `ip -n ${machine} route; ip -6 -n ${machine} route`);
  let before = '';
  for (let same = 0, after = await read(); same < 3; after = await read()) {
    same = after === before ? same + 1 : 0;
    before = after;
    await sleep(150);
  }
}
