import { type Address, addressFamily, addressFromBits, type Family } from '@/domain/net/address';
import { firstBits, type Prefix, prefixFamily } from '@/domain/net/prefix';

/** One end of a cable: the machine, its port, and what the port is called by. */
export type End = { machine: string; port: string };

/** A cable. A dead one is plugged in and carries nothing, like a circuit whose light is out. */
export type Wire = { ends: readonly [End, End]; dead: boolean };

/** A machine of the kernel: a network namespace. `lan` is a switch without addresses. */
export type Machine = {
  name: string;
  /** what it stands for, for people */
  title: string;
  kind: 'router' | 'host' | 'lan';
  forwards: boolean;
  /** arguments of `ip address add` */
  addresses: string[];
  /** arguments of `ip route add` */
  routes: string[];
  /** arguments of `ip rule add`, lowest preference first */
  rules: string[];
  /** what is looked at on its way through: chains of nftables rules, one after another; answers to what they let through pass */
  filters: (readonly string[])[];
};

/** Somebody packets are sent from and to. */
export type Host = { title: string; machine: string; address: Address };

/** Everything to be built. Pure: made of an estate and nothing else. */
export type Blueprint = {
  machines: readonly Machine[];
  wires: readonly Wire[];
  hosts: readonly Host[];
};

/** How a router reaches a neighbour. */
export type Way = { 4: string; 6: string; port: string };

/** Both ends' addresses of a cable, near end first, with their lengths. */
export type Ends = readonly [string, string];

/** Where a machine of one address finds its router, whatever the address; the same on every such cable. */
const DOORSTEP = { 4: '169.254.255.1', 6: 'fe80::1' } as const satisfies Record<Family, string>;

/** Draws machines and cables. Names are short, because the kernel's are. */
export class Drawing {
  private readonly machines = new Map<string, Machine>();
  private readonly ports = new Map<string, number>();
  private readonly wires: Wire[] = [];
  private readonly hosts: Host[] = [];
  private links = 0;

  machine(title: string, kind: Machine['kind']): Machine {
    const known = this.machines.get(title);
    if (known) return known;
    const name = `m${this.machines.size}`;
    const made: Machine = {
      name,
      title,
      kind,
      forwards: kind === 'router',
      addresses: [],
      routes: [],
      rules: [],
      filters: [],
    };
    this.machines.set(title, made);
    return made;
  }

  wire(a: Machine, b: Machine, dead = false): readonly [string, string] {
    const ends = [this.plug(a), this.plug(b)] as const;
    this.wires.push({ ends, dead });
    return [ends[0].port, ends[1].port];
  }

  /** A cable between two routers with addresses on both ends: how the first reaches the second, and the other way. */
  link(
    a: Machine,
    b: Machine,
    { dead = false, ends = {} }: { dead?: boolean; ends?: Partial<Record<Family, Ends>> } = {},
  ): readonly [Way, Way] {
    const [portA, portB] = this.wire(a, b, dead);
    const n = (this.links += 1);
    const {
      4: four = [`198.18.${n}.1/30`, `198.18.${n}.2/30`],
      6: six = [`fd00:18:${n}::1/126`, `fd00:18:${n}::2/126`],
    } = ends;
    a.addresses.push(`${four[0]} dev ${portA}`, `${six[0]} dev ${portA} nodad`);
    b.addresses.push(`${four[1]} dev ${portB}`, `${six[1]} dev ${portB} nodad`);
    const hostOf = (text: string) => text.split('/')[0] ?? '';
    return [
      { 4: hostOf(four[1]), 6: hostOf(six[1]), port: portA },
      { 4: hostOf(four[0]), 6: hostOf(six[0]), port: portB },
    ];
  }

  /** Somebody behind a router, with an address or one of each family, and the port that leads there. */
  stub(router: Machine, title: string, ...addresses: readonly Address[]): string {
    const host = this.machine(title, 'host');
    const [port, own] = this.wire(router, host);
    for (const address of addresses) {
      const family = addressFamily(address);
      const doorstep = DOORSTEP[family];
      router.addresses.push(`${doorstep}/${family === 4 ? 32 : 64} dev ${port}${family === 6 ? ' nodad' : ''}`);
      host.addresses.push(`${address}/${family === 4 ? 32 : 128} dev ${own}${family === 6 ? ' nodad' : ''}`);
      host.routes.push(`default via ${doorstep} dev ${own}${family === 4 ? ' onlink' : ''}`);
      this.host(host, address);
    }
    return port;
  }

  host({ title, name }: Machine, address: Address): void {
    const said = addressFamily(address) === 4 ? title : `${title} over IPv6`;
    this.hosts.push({ title: said, machine: name, address });
  }

  done(): Blueprint {
    // Whoever has the address of somebody else cannot be told apart from them.
    const count = (address: Address) => this.hosts.filter((each) => each.address === address).length;
    const hosts = this.hosts.filter(({ address }) => count(address) === 1);
    return { machines: [...this.machines.values()], wires: this.wires, hosts };
  }

  private plug({ name }: Machine): End {
    const n = this.ports.get(name) ?? 0;
    this.ports.set(name, n + 1);
    return { machine: name, port: `p${n}` };
  }
}

/** The n-th address of a prefix. */
export function addressIn(prefix: Prefix, n: number): Address {
  return addressFromBits(prefixFamily(prefix), firstBits(prefix) + BigInt(n));
}
