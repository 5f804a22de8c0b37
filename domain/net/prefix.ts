import {
  addressBits,
  addressFamily,
  addressFromBits,
  bitsOfCanonical,
  tryParseAddress,
  widthOf,
  type Address,
  type Family,
} from './address';
import { numberOfIpv4 } from './ipv4-text';
import { refuse, valueOf, type NetProblem, type NetResult } from './problem';

declare const brand: unique symbol;

/** A network prefix in its one canonical text: canonical address, `/`, length; host bits zero. */
export type Prefix = string & { readonly [brand]: 'Prefix' };

/**
 * The one door for prefixes as text. A bare address, set host bits and IPv4-mapped forms are refused with what was probably
 * meant; the length is plain decimal without sign or leading zero (an overflowing length once passed for a short one).
 */
export function tryParsePrefix(text: string): NetResult<Prefix> {
  const slash = text.indexOf('/');
  const addressText = slash < 0 ? text : text.slice(0, slash);
  const address = tryParseAddress(addressText);
  if (!address.ok) return refusedForItsAddress(text, addressText, address.problem);
  const family = addressFamily(address.value);
  const width = widthOf(family);
  if (slash < 0 || slash === text.length - 1)
    return refuse('missing-length', text, { suggestion: `${address.value}/${width}` });
  const lengthText = text.slice(slash + 1);
  if (!/^\d+$/.test(lengthText)) return refuse('not-a-prefix', text);
  if (/^0\d/.test(lengthText)) return refuse('leading-zeros', text);
  const length = Number(lengthText);
  if (length > width) return refuse('length-out-of-range', text);
  if (family === 4 && numberOfIpv4(text) % 2 ** (width - length) === 0) return { ok: true, value: text as Prefix };
  const bits = addressBits(address.value);
  const network = maskedBits(family, bits, length);
  if (network !== bits)
    return refuse('host-bits-set', text, {
      suggestion: prefixFromParts(family, network, length),
      alternative: prefixFromParts(family, bits, width),
    });
  return { ok: true, value: prefixFromParts(family, bits, length) };
}

function refusedForItsAddress(
  text: string,
  addressText: string,
  problem: NetProblem,
): { ok: false; problem: NetProblem } {
  const { code, params } = problem;
  if (code === 'not-an-address') return refuse('not-a-prefix', text);
  const rest = text.slice(addressText.length);
  if (code === 'leading-zeros') {
    const { suggestion, alternative } = params;
    return refuse(code, text, {
      ...(suggestion ? { suggestion: suggestion + rest } : {}),
      ...(alternative ? { alternative: alternative + rest } : {}),
    });
  }
  if (code === 'ipv4-mapped') return refuse(code, text, unmapped(params.suggestion, rest));
  return refuse(code, text);
}

/** `::ffff:10.0.0.0/104` is `10.0.0.0/8` to whoever unwraps it; shorter than /96 it is no IPv4 prefix at all. */
function unmapped(address: string | undefined, rest: string): { suggestion?: string } {
  const length = /^\/\d{1,3}$/.test(rest) ? Number(rest.slice(1)) : null;
  if (address === undefined || length === null || length < 96 || length > 128) return {};
  return { suggestion: `${address}/${length - 96}` };
}

/** @throws NetError saying why the text is refused */
export function parsePrefix(text: string): Prefix {
  return valueOf(tryParsePrefix(text));
}

/**
 * Masks the bits to the length.
 * @throws RangeError when bits or length do not fit the family
 */
export function prefixFromParts(family: Family, bits: bigint, length: number): Prefix {
  if (!Number.isInteger(length) || length < 0 || length > widthOf(family))
    throw new RangeError(`no IPv${family} prefix has length ${length}`);
  return `${addressFromBits(family, maskedBits(family, bits, length))}/${length}` as Prefix;
}

function maskedBits(family: Family, bits: bigint, length: number): bigint {
  const hostBits = BigInt(widthOf(family) - length);
  return (bits >> hostBits) << hostBits;
}

export function prefixLength(prefix: Prefix): number {
  return Number(prefix.slice(prefix.indexOf('/') + 1));
}

export function prefixFamily(prefix: Prefix): Family {
  return prefix.includes(':') ? 6 : 4;
}

export function networkAddress(prefix: Prefix): Address {
  return prefix.slice(0, prefix.indexOf('/')) as Address;
}

/** The first address as bits: what range arithmetic starts from. */
export function firstBits(prefix: Prefix): bigint {
  return bitsOfCanonical(networkAddress(prefix));
}

export function lastBits(prefix: Prefix): bigint {
  return firstBits(prefix) + addressCount(prefix) - 1n;
}

export function lastAddress(prefix: Prefix): Address {
  return addressFromBits(prefixFamily(prefix), lastBits(prefix));
}

export function addressCount(prefix: Prefix): bigint {
  return 1n << BigInt(widthOf(prefixFamily(prefix)) - prefixLength(prefix));
}

/** Whether every address of `inner` is in `outer`; a prefix contains itself. */
export function containsPrefix(outer: Prefix, inner: Prefix): boolean {
  const family = prefixFamily(outer);
  const length = prefixLength(outer);
  return (
    family === prefixFamily(inner) &&
    length <= prefixLength(inner) &&
    maskedBits(family, firstBits(inner), length) === firstBits(outer)
  );
}

export function containsAddress(prefix: Prefix, address: Address): boolean {
  const family = prefixFamily(prefix);
  return (
    family === addressFamily(address) &&
    maskedBits(family, addressBits(address), prefixLength(prefix)) === firstBits(prefix)
  );
}

/** Prefixes overlap exactly when one contains the other. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return containsPrefix(a, b) || containsPrefix(b, a);
}

/** @throws NetError `length-out-of-range` for a single address, which has no halves */
export function halves(prefix: Prefix): [Prefix, Prefix] {
  const family = prefixFamily(prefix);
  const length = prefixLength(prefix) + 1;
  if (length > widthOf(family)) return valueOf(refuse('length-out-of-range', prefix));
  const first = firstBits(prefix);
  const step = 1n << BigInt(widthOf(family) - length);
  return [prefixFromParts(family, first, length), prefixFromParts(family, first + step, length)];
}

/** @throws NetError `length-out-of-range` for the default route, which has no parent */
export function parentOf(prefix: Prefix): Prefix {
  const length = prefixLength(prefix) - 1;
  if (length < 0) return valueOf(refuse('length-out-of-range', prefix));
  return prefixFromParts(prefixFamily(prefix), firstBits(prefix), length);
}

/** By family, then network, then length: a parent sorts before its parts. */
export function comparePrefixes(a: Prefix, b: Prefix): number {
  const families = prefixFamily(a) - prefixFamily(b);
  if (families !== 0) return families;
  // Both compare alike; tables of a hundred thousand rows are sorted, and those are of IPv4.
  const [left, right] = prefixFamily(a) === 4 ? [numberOfIpv4(a), numberOfIpv4(b)] : [firstBits(a), firstBits(b)];
  if (left !== right) return left < right ? -1 : 1;
  return prefixLength(a) - prefixLength(b);
}
