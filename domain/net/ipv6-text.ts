import { readIpv4 } from './ipv4-text';

const GROUPS = 8;

/**
 * RFC 4291 section 2.2 text, as strict as Go's netip: groups of one to four hexadecimal digits, at most one `::` that stands
 * for at least one group, dotted decimal only as the last 32 bits. No zone, no brackets. Null when it is not that.
 */
export function readIpv6(text: string): bigint | null {
  if (text.length > 45) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [headText = '', tailText] = halves;
  const head = groupsOf(headText, tailText === undefined);
  const tail = tailText === undefined ? [] : groupsOf(tailText, true);
  if (head === null || tail === null) return null;
  const given = head.length + tail.length;
  if (tailText === undefined ? given !== GROUPS : given >= GROUPS) return null;
  const all = [...head, ...Array<number>(GROUPS - given).fill(0), ...tail];
  return all.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

/** The groups between colons; `last` allows dotted decimal in the last place. */
function groupsOf(text: string, last: boolean): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const fields = text.split(':');
  for (const [at, field] of fields.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(field)) {
      groups.push(parseInt(field, 16));
    } else if (last && at === fields.length - 1 && field.includes('.')) {
      const embedded = readIpv4(field);
      if (!embedded.ok) return null;
      groups.push(Number(embedded.bits >> 16n), Number(embedded.bits & 0xffffn));
    } else {
      return null;
    }
  }
  return groups.length > GROUPS ? null : groups;
}

/** RFC 5952 section 4: lower case, no leading zeros, the first longest run of two or more zero groups as `::`. */
export function writeIpv6(bits: bigint): string {
  const groups: string[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(((bits >> shift) & 0xffffn).toString(16));
  const run = longestZeroRun(groups);
  if (run.length < 2) return groups.join(':');
  const head = groups.slice(0, run.start).join(':');
  const tail = groups.slice(run.start + run.length).join(':');
  return `${head}::${tail}`;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, at) => {
    if (group !== '0') start = at + 1;
    else if (at + 1 - start > best.length) best = { start, length: at + 1 - start };
  });
  return best;
}

/** RFC 4291 section 2.5.5.2: ::ffff:0:0/96. */
export function isIpv4Mapped(bits: bigint): boolean {
  return bits >> 32n === 0xffffn;
}
