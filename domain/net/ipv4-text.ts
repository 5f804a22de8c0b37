export type Ipv4Reading = { ok: true; bits: bigint } | { ok: false; fault: 'malformed' | 'leading-zeros' };

/**
 * Strict dotted decimal, the language of Go's netip: four fields of one to three digits, no leading zero, at most 255. Octal,
 * hexadecimal and short forms are refused because parsers disagree on what they mean.
 */
export function readIpv4(text: string): Ipv4Reading {
  if (!/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(text)) return { ok: false, fault: 'malformed' };
  const fields = text.split('.');
  let bits = 0;
  let leadingZero = false;
  for (const field of fields) {
    const value = Number(field);
    if (value > 255) return { ok: false, fault: 'malformed' };
    if (field.length > 1 && field.startsWith('0')) leadingZero = true;
    bits = bits * 256 + value;
  }
  return leadingZero ? { ok: false, fault: 'leading-zeros' } : { ok: true, bits: BigInt(bits) };
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
