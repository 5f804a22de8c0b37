import { setTimeout as sleep } from 'node:timers/promises';
import type { Blueprint, Machine } from './drawing';

/** Somewhere programs run: a network of one's own. */
export type Ground = { run(program: string, ...parameters: string[]): Promise<string> };

/** Where dead lines end. */
const NOWHERE = 'nowhere';

const PATIENCE_MS = 20_000;

/** Builds every machine and cable. @throws with what the kernel said of the line it refused, or the ports that do not come up */
export async function build(ground: Ground, nft: string, { machines, wires }: Blueprint): Promise<void> {
  const lans = new Set(machines.filter((each) => each.kind === 'lan').map(({ name }) => name));
  const lines = [
    ...[NOWHERE, ...machines.map(({ name }) => name)].map((name) => `ip netns add ${name}`),
    ...wires.flatMap(({ ends, dead }) => {
      const [a, b] = ends;
      // Each end of a dead line is plugged in, up, and leads nowhere: nobody answers, and nobody is told.
      if (dead)
        return ends.map(
          ({ machine, port }) =>
            `ip link add ${port} netns ${machine} type veth peer name ${machine}${port} netns ${NOWHERE}; ip -n ${NOWHERE} link set ${machine}${port} up`,
        );
      return [`ip link add ${a.port} netns ${a.machine} type veth peer name ${b.port} netns ${b.machine}`];
    }),
    ...machines.flatMap((each) => [
      `ip netns exec ${each.name} sh -c '${settingsOf(each)}'`,
      ...(each.kind === 'lan' ? [`ip -n ${each.name} link add br0 up type bridge`] : []),
    ]),
    ...wires.flatMap(({ ends }) =>
      ends.map(({ machine, port }) => `ip -n ${machine} link set ${port}${lans.has(machine) ? ' master br0' : ''} up`),
    ),
  ];
  await ground.run('sh', '-ec', lines.join('\n'));
  await ground.run('sh', '-ec', [...machines.map(routing), ...machines.map((each) => filtering(nft, each))].join('\n'));
  await pluggedIn(ground);
}

/** The kernel tells a port a while after its cable is in that it is up, longer when it makes many, and until then it carries nothing. */
async function pluggedIn(ground: Ground): Promise<void> {
  let down: readonly string[] = [];
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    const ports = await ground.run('ip', '-all', 'netns', 'exec', 'ip', '-br', 'link', 'show', 'type', 'veth');
    down = ports.split('\n').filter((line) => /\s(LOWERLAYER)?DOWN\s/.test(line));
    if (down.length === 0) return;
    await sleep(50);
  }
  throw new Error(`ports that do not come up: ${down.join(', ')}`);
}

function settingsOf({ forwards }: Machine): string {
  const set = (name: string, value: number) => `echo ${value} > /proc/sys/net/${name}`;
  return [
    set('ipv4/ip_forward', forwards ? 1 : 0),
    set('ipv6/conf/all/forwarding', forwards ? 1 : 0),
    set('ipv4/conf/all/rp_filter', 0),
    set('ipv4/conf/default/rp_filter', 0),
    // A neighbour that was asked for in vain is asked for again at once, not a second later, when others are counted. Where only
    // the machine's own root may set it, it stays as it is.
    ...[
      ['retrans_time_ms', 20],
      ['mcast_solicit', 50],
    ].map(
      ([name, value]) =>
        `for f in /proc/sys/net/ipv[46]/neigh/*/${name}; do if [ -w "$f" ]; then echo ${value} > "$f"; fi; done`,
    ),
    // Shared traffic is shared by ports as well, as routers do.
    set('ipv4/fib_multipath_hash_policy', 1),
    set('ipv6/fib_multipath_hash_policy', 1),
    'ip link set lo up',
  ].join('; ');
}

function routing({ name, addresses, routes, rules }: Machine): string {
  const of = (family: '-4' | '-6', lines: readonly string[]) =>
    lines.length === 0 ? '' : `ip ${family} -n ${name} -batch - <<'END'\n${lines.join('\n')}\nEND`;
  const isV6 = (line: string) => line.includes(':');
  const hasAddress = (line: string) => /\d\.\d|:/.test(line);
  return ([false, true] as const)
    .map((v6) =>
      of(v6 ? '-6' : '-4', [
        ...addresses.filter((each) => isV6(each) === v6).map((each) => `address add ${each}`),
        ...routes.filter((each) => isV6(each) === v6).map((each) => `route replace ${each}`),
        // A rule that names no address holds for both families.
        ...rules.filter((each) => !hasAddress(each) || isV6(each) === v6).map((each) => `rule add ${each}`),
      ]),
    )
    .join('\n');
}

/** Chains that all must be passed. Of every connection the kernel keeps whether it was let through. */
function filtering(nft: string, { name, filters }: Machine): string {
  if (filters.length === 0) return '';
  const chains = filters.map((rules, at) => {
    const hook = `type filter hook forward priority ${at}; policy accept;`;
    return `chain passing${at} { ${hook}\n${['ct state established,related accept', ...rules].join('\n')}\n}`;
  });
  return `ip netns exec ${name} ${nft} -f - <<'END'\ntable inet passing {\n${chains.join('\n')}\n}\nEND`;
}
