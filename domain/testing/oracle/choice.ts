import type { Gateway } from '@/domain/estate/gateway';
import type { Address } from '@/domain/net/address';
import { containsPrefix, prefixLength, type Prefix } from '@/domain/net/prefix';

/** A way to one prefix, as far as a gateway chooses by it. */
export type Offer = { preference: number; length: number; neighbour: number; med: number };

/** Whether one beats the other: read off the table of RFC 4271 section 9.1, one line after the other. */
function beats(a: Offer, b: Offer): boolean {
  if (a.preference !== b.preference) return a.preference > b.preference;
  if (a.length !== b.length) return a.length < b.length;
  return a.neighbour === b.neighbour && a.med < b.med;
}

/** What nothing beats. Taken away, the next are what is fallen back to. */
export function unbeaten<T extends Offer>(offers: readonly T[]): readonly T[] {
  return offers.filter((offer) => !offers.some((other) => beats(other, offer)));
}

/** How many have to be gone before this one is asked, where the others are sure. */
export function turnOf(offer: Offer, sure: readonly Offer[]): number {
  let turn = 0;
  for (let left = sure; left.length > 0; turn += 1) {
    const first = unbeaten(left);
    if (first.includes(offer) || (!sure.includes(offer) && unbeaten([offer, ...left]).includes(offer))) return turn;
    left = left.filter((each) => !first.includes(each));
  }
  return turn;
}

/** Whether every list that a gateway has for a neighbour lets a prefix in. */
export function isLetIn(gateway: Gateway, isPeer: (peer: Address) => boolean, prefix: Prefix): boolean {
  return isLetThrough(gateway, 'in', isPeer, prefix);
}

/** The same of either direction. */
export function isLetThrough(
  { filters }: Gateway,
  way: 'in' | 'out',
  isPeer: (peer: Address) => boolean,
  prefix: Prefix,
): boolean {
  for (const { peer, direction, rules, permit } of filters ?? []) {
    if (direction !== way || !isPeer(peer)) continue;
    if (!rules) {
      if (!permit?.some((each) => each === prefix)) return false;
      continue;
    }
    const numbered = [...rules].sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
    const first = numbered.find(({ prefix: range, ge, le }) => {
      const isBare = ge === undefined && le === undefined;
      const [shortest, longest] = isBare ? [prefixLength(range), prefixLength(range)] : [ge ?? 0, le ?? 128];
      const length = prefixLength(prefix);
      return containsPrefix(range, prefix) && shortest <= length && length <= longest;
    });
    if (first?.action !== 'permit') return false;
  }
  return true;
}
