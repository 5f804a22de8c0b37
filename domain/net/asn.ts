import { refuse, valueOf, type NetResult } from './problem';

const LARGEST = 4294967295;

/** Asplain (`65001`, RFC 5396) or asdot (`64512.1`): plain decimals without signs and leading zeros. */
export function tryParseAsn(text: string): NetResult<number> {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) return refuse('not-an-asn', text);
  const [, high = '', low] = match;
  if (/^0\d/.test(high) || /^0\d/.test(low ?? '')) return refuse('leading-zeros', text);
  if (low === undefined) {
    return Number(high) > LARGEST ? refuse('asn-out-of-range', text) : { ok: true, value: Number(high) };
  }
  if (Number(high) > 65535 || Number(low) > 65535) return refuse('asn-out-of-range', text);
  return { ok: true, value: Number(high) * 65536 + Number(low) };
}

/** @throws NetError saying why the text is refused */
export function parseAsn(text: string): number {
  return valueOf(tryParseAsn(text));
}

export type AsnKind = 'reserved' | 'documentation' | 'private' | 'public';

/**
 * What a number is set aside for. Reserved: 0 (RFC 7607), 23456 (AS_TRANS, RFC 6793), 65535 and 4294967295 (RFC 7300), 65552 to
 * 131071 (IANA). Documentation: RFC 5398. Private use: RFC 6996.
 */
export function asnKind(asn: number): AsnKind {
  if (asn === 0 || asn === 23456 || asn === 65535 || asn === LARGEST) return 'reserved';
  if (asn >= 65552 && asn <= 131071) return 'reserved';
  if ((asn >= 64496 && asn <= 64511) || (asn >= 65536 && asn <= 65551)) return 'documentation';
  if ((asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn < LARGEST)) return 'private';
  return 'public';
}
