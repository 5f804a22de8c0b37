import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Ground } from './build';
import type { Blueprint, Host } from './drawing';

/** From one host to another: how many of the requests arrived, and how many of the answers came back. */
export type Delivery = { from: Host; to: Host; arrived: number; answered: number };

/** So many, each from another port, so that every next hop of a shared route gets some. */
export const SENT = 24;

/** Nobody listens there: the kernel answers by itself, from port to port. */
const PORT = 9999;

/** Every sender is a program; so many at once. */
const AT_ONCE = 8;

/**
 * Requests from every host to every other, and the answers to them. Each host counts what comes in by sender and port, so that all
 * may send at the same time, and nothing is counted twice.
 */
export async function sendAll(ground: Ground, nft: string, { hosts }: Blueprint): Promise<readonly Delivery[]> {
  const machines = [...new Set(hosts.map(({ machine }) => machine))];
  await ground.run('sh', '-ec', machines.map((machine) => counting(nft, machine)).join('\n'));
  const pairs = hosts.flatMap((from) => othersOf(hosts, from).map((to) => ({ from, to })));
  const senders = hosts.flatMap((from) => senderAt(from, othersOf(hosts, from)));
  await ground.run('sh', '-c', `printf '%s\\n' "$@" | xargs -P ${AT_ONCE} -I% sh -c %`, '-', ...senders);
  const isAll = (counts: Counts) => pairs.every((pair) => deliveryIn(counts, pair).answered >= SENT);
  const counts = await settled(() => countsOf(ground, nft, machines), isAll);
  return pairs.map((pair) => deliveryIn(counts, pair));
}

function othersOf(hosts: readonly Host[], from: Host): readonly Host[] {
  return hosts.filter((each) => each.machine !== from.machine && isSameFamily(each, from));
}

function isSameFamily(a: Host, b: Host): boolean {
  return a.address.includes(':') === b.address.includes(':');
}

function senderAt({ machine, address }: Host, others: readonly Host[]): readonly string[] {
  const to = others.map((each) => each.address).join(' ');
  const program = path.join(import.meta.dirname, 'knock.pl');
  return to === '' ? [] : [`ip netns exec ${machine} perl ${program} ${PORT} ${SENT} ${address} ${to}`];
}

/** What a host is asked, and answered, by whom and with which port. */
function counting(nft: string, machine: string): string {
  const sets = [
    ['asked', 'syn', 'dport', 'sport'],
    ['answered', 'rst', 'sport', 'dport'],
  ].flatMap(([name = '', flag, fixed, port]) =>
    [
      ['4', 'ipv4_addr', 'ip'],
      ['6', 'ipv6_addr', 'ip6'],
    ].map(([family = '', type, word]) => ({
      set: `set ${name}${family} { type ${type} . inet_service; flags dynamic; size 65535; }`,
      rule: `tcp ${fixed} ${PORT} tcp flags ${flag} add @${name}${family} { ${word} saddr . tcp ${port} }`,
    })),
  );
  const rules = ['type filter hook input priority 0;', ...sets.map(({ rule }) => rule)];
  const table = [...sets.map(({ set }) => set), `chain coming { ${rules.join('\n')}\n}`];
  return `ip netns exec ${machine} ${nft} -f - <<'END'\ntable inet heard {\n${table.join('\n')}\n}\nEND`;
}

/** By machine, by what was counted (`asked` or `answered`) and from whom. */
type Counts = ReadonlyMap<string, number>;

function deliveryIn(counts: Counts, { from, to }: { from: Host; to: Host }): Delivery {
  const of = (host: Host, what: string, whom: Host) => counts.get(`${host.machine} ${what} ${whom.address}`) ?? 0;
  return { from, to, arrived: of(to, 'asked', from), answered: of(from, 'answered', to) };
}

const Listed = z.object({
  nftables: z.array(
    z.object({
      set: z
        .object({
          name: z.string(),
          elem: z.array(z.object({ concat: z.tuple([z.string(), z.number()]) })).default([]),
        })
        .optional(),
    }),
  ),
});

async function countsOf(ground: Ground, nft: string, machines: readonly string[]): Promise<Counts> {
  const each = machines.map((machine) => `ip netns exec ${machine} ${nft} -j list table inet heard`);
  const texts = (await ground.run('sh', '-ec', each.join('\n'))).trim().split('\n');
  const counts = new Map<string, number>();
  machines.forEach((machine, at) => {
    for (const { set } of Listed.parse(JSON.parse(texts[at] ?? '')).nftables)
      for (const { concat } of set?.elem ?? []) {
        const name = `${machine} ${set?.name.slice(0, -1)} ${concat[0]}`;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
  });
  return counts;
}

/** Once all is answered, or nothing moves any more: on a busy machine packets are on their way for longer. */
async function settled(read: () => Promise<Counts>, isAll: (counts: Counts) => boolean): Promise<Counts> {
  let before = await read();
  while (!isAll(before)) {
    await sleep(20);
    const after = await read();
    if (after.size === before.size && [...after].every(([name, count]) => before.get(name) === count)) return after;
    before = after;
  }
  return before;
}
