import type { ResourceKind } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import type { Owner, VerdictKind } from '@/domain/routing/verdict';
import type { Point } from './addresses';

/** How one way that a packet may take ends. */
export type Ending = {
  kind: VerdictKind;
  code?: string;
  finding?: string;
  owner?: Owner;
  /** where it was taken in: what it came by */
  by?: readonly string[];
};

export type Spot = { kind: 'vpc' | 'site'; key: string; lan?: string };

/** One packet, somewhere. `doubts` are codes of what is not known on the way; `seen` the tables that were asked. */
export type Packet = {
  view: EstateView;
  from: Point;
  to: Point;
  /** what each request that it may answer came by; nothing: it asks */
  requests?: readonly (readonly string[])[];
  goal?: Spot;
  doubts: readonly string[];
  seen: readonly string[];
};

export function dead(code: string, finding?: string, owner?: Owner): Ending {
  return { kind: 'unreachable', code, ...(finding ? { finding } : {}), ...(owner ? { owner } : {}) };
}

export function open(code: string, owner?: Owner): Ending {
  return { kind: 'unknown', code, ...(owner ? { owner } : {}) };
}

/** Taken in at a place: the right one, or one that holds the same addresses. */
export function takenIn({ goal, doubts, seen }: Packet, at: Spot): Ending {
  if (goal && (goal.kind !== at.kind || goal.key !== at.key))
    return dead('delivered-elsewhere', 'F05', at.kind === 'vpc' ? 'cloud' : 'idc');
  return { ...(doubts[0] === undefined ? { kind: 'reachable' } : open(doubts[0])), by: seen };
}

export function doubting(packet: Packet, code: string | null): Packet {
  return code === null ? packet : { ...packet, doubts: [...packet.doubts, code] };
}

/** Why a reading is not to be believed; null when it is, or when nothing is read. */
export function ageOf({ parts }: EstateView, kind: ResourceKind, within?: string): string | null {
  const own = parts.filter((part) => part.kind === kind);
  const part =
    own.find((each) => each.within !== undefined && each.within === within) ??
    own.find((each) => each.within === undefined);
  if (!part) return null;
  if (part.observedAt === null) return 'never-read';
  return part.stale ? 'stale-reading' : null;
}

/** What nobody knows first, then what the cloud leaves out, then what is wrong with a session. */
export function mostTelling(whys: readonly (Ending | null)[]): Ending | null {
  const rank = (why: Ending) =>
    why.kind === 'unknown' ? 0 : why.finding === 'F34' ? 1 : why.code === 'gateway-no-route' ? 3 : 2;
  const known = whys.filter((why) => why !== null);
  const text = ({ code, finding, owner }: Ending) => [code, finding, owner].join();
  return known.sort((a, b) => rank(a) - rank(b) || (text(a) < text(b) ? -1 : 1))[0] ?? null;
}

/**
 * Back at a table that was asked before. A gateway should have taken out what is for its own building, or for nobody; of the rest
 * the cloud's rows are wrong, where any of them is in the circle.
 */
export function turning({ view, goal, seen }: Packet, name: string): Ending | null {
  if (!seen.includes(name)) return null;
  const circle = seen.slice(seen.indexOf(name));
  const [inside, atHome] = [view.estate.gateways, view.estate.gateways.filter(({ site }) => site === goal?.key)].map(
    (gateways) => circle.filter((each) => gateways.some(({ key }) => each === `gateway ${key}`)),
  ) as [string[], string[]];
  const isTheirs =
    inside.length === circle.length || (goal ? goal.kind === 'site' && atHome.length > 0 : inside.length > 0);
  return dead('forwarding-loop', 'F20', isTheirs ? 'idc' : 'cloud');
}
