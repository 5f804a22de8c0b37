import type { Ground } from './build';
import { type Blueprint, type Host } from './drawing';

/** One way, from one host to another: how many of the datagrams arrived. */
export type Delivery = { from: Host; to: Host; arrived: number };

/** So many, each from another port, so that every next hop of a shared route gets some. */
export const SENT = 24;

/**
 * Sends from every host to every other and counts at the far end, by the kernel's own counter of datagrams that nobody listens
 * for. One way only: whether an answer would come back is a question of its own.
 */
export async function sendAll(ground: Ground, { hosts }: Blueprint): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = [];
  let before = await counters(ground);
  for (const from of hosts) {
    const others = hosts.filter((each) => each.machine !== from.machine && isSameFamily(each, from));
    const to = others.map((each) => each.address).join(' ');
    const script = `for a in ${to}; do for i in $(seq ${SENT}); do echo > /dev/udp/$a/9999; done; done 2>/dev/null; sleep 0.02`;
    await ground.run('ip', 'netns', 'exec', from.machine, 'bash', '-c', script);
    const start = before;
    const arrivedAt = (now: Counters, { machine }: Host) => (now.get(machine) ?? 0) - (start.get(machine) ?? 0);
    const after = await settled(ground, (now) => others.every((each) => arrivedAt(now, each) >= SENT));
    for (const each of others) deliveries.push({ from, to: each, arrived: arrivedAt(after, each) });
    before = after;
  }
  return deliveries;
}

function isSameFamily(a: Host, b: Host): boolean {
  return a.address.includes(':') === b.address.includes(':');
}

type Counters = ReadonlyMap<string, number>;

/**
 * The counters once all has arrived, or nothing does any more: on a busy machine datagrams are on their way for longer, those above all
 * that go in circles, and what came late would count for the next sender.
 */
async function settled(ground: Ground, isAll: (now: Counters) => boolean): Promise<Counters> {
  let before = await counters(ground);
  while (!isAll(before)) {
    const after = await counters(ground);
    if ([...after].every(([machine, count]) => before.get(machine) === count)) return after;
    before = after;
  }
  return before;
}

/** Datagrams for which nobody listened, of both families, by machine. */
async function counters(ground: Ground): Promise<Counters> {
  const text = await ground.run('ip', '-all', 'netns', 'exec', 'cat', '/proc/net/snmp', '/proc/net/snmp6');
  return new Map(
    text.split(/^netns: /m).flatMap((part) => {
      const name = part.split('\n', 1)[0]?.trim() ?? '';
      const v4 = /^Udp: \d+ (\d+)/m.exec(part)?.[1];
      const v6 = /^Udp6NoPorts\s+(\d+)/m.exec(part)?.[1];
      return v4 === undefined ? [] : [[name, Number(v4) + Number(v6 ?? 0)] as const];
    }),
  );
}
