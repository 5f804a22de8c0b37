export type Ipv4Reading = { ok: true; bits: bigint } | { ok: false; fault: 'malformed' | 'leading-zeros' };

/**
 * Strict dotted decimal, the language of Go's netip: four fields of one to three digits, no leading zero, at most 255. Octal,
 * hexadecimal and short forms are refused because parsers disagree on what they mean.
 */
export function readIpv4(text: string): Ipv4Reading {
  let [bits, octet, digits, dots] = [0, 0, 0, 0];
  let leadingZero = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0) return MALFORMED;
      bits = bits * 256 + octet;
      dots += 1;
      octet = digits = 0;
      continue;
    }
    if (code < ZERO || code > NINE) return MALFORMED;
    if (digits > 0 && octet === 0) leadingZero = true;
    digits += 1;
    octet = octet * 10 + code - ZERO;
    if (digits > 3 || octet > 255) return MALFORMED;
  }
  if (dots !== 3 || digits === 0) return MALFORMED;
  return leadingZero ? { ok: false, fault: 'leading-zeros' } : { ok: true, bits: BigInt(bits * 256 + octet) };
}

const [DOT, ZERO, NINE] = [46, 48, 57];
const MALFORMED = { ok: false, fault: 'malformed' } as const;

/** The number of an address, or of what stands before a prefix's slash, in text that is known to be canonical. */
export function numberOfIpv4(text: string): number {
  let bits = 0;
  let octet = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      bits = bits * 256 + octet;
      octet = 0;
    } else if (code < ZERO) break;
    else octet = octet * 10 + code - ZERO;
  }
  return bits * 256 + octet;
}

export function writeIpv4(bits: bigint): string {
  const value = Number(bits);
  return `${Math.floor(value / 0x1000000)}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/** What `010.0.0.1` may have meant: decimal to some parsers, octal to others. */
export function readingsOfLeadingZeros(text: string): { suggestion: string; alternative?: string } {
  const fields = text.split('.');
  const decimal = fields.map((field) => String(Number(field))).join('.');
  const octal = fields.map((field) => (/^0[0-7]+$/.test(field) ? String(parseInt(field, 8)) : field));
  const unambiguous = octal.some((field) => /^0\d/.test(field)) || octal.join('.') === decimal;
  return unambiguous ? { suggestion: decimal } : { suggestion: decimal, alternative: octal.join('.') };
}
