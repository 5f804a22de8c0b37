import { z } from 'zod';
import { tryParseAddress } from '@/domain/net/address';
import { tryParseAsn } from '@/domain/net/asn';
import { tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { tryParsePrefix } from '@/domain/net/prefix';
import { plainText } from '../plain-text';

/** Scalars arrive as text, number or boolean, depending on the age of the gateway. */
function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A member that may be missing altogether. */
const anything = z.unknown().optional();

/** Absent text may be missing, null or empty. */
export const text = anything.transform((value) => {
  const found = scalar(value);
  return found === undefined || found === '' ? undefined : plainText(found);
});

/** Status words differ in case between calls and between documentation and wire. */
export const status = text.transform((value) => value?.toLowerCase().slice(0, 32));

/** An id is never repaired: a row whose id is not plain ASCII is not understood. */
export const id = z.string().regex(/^[\x21-\x7e]{1,256}$/);

/** The same, of a row that may have none. */
export const optionalId = anything.transform((value) => {
  const parsed = id.safeParse(value);
  return parsed.success ? parsed.data : undefined;
});

/** Whole numbers come as numbers or as digits; beyond 2^53 they were rounded on the way, so they are none. */
export const integer = anything.transform((value) => {
  const found = scalar(value);
  if (found === undefined || !/^\d{1,16}$/.test(found)) return undefined;
  const number = Number(found);
  return Number.isSafeInteger(number) ? number : undefined;
});

/** `true`, `"true"`, 1. */
export const flag = anything.transform((value) => {
  const found = scalar(value)?.toLowerCase();
  if (found === 'true' || found === '1') return true;
  return found === 'false' || found === '0' ? false : undefined;
});

export const asn = anything.transform((value) => {
  const parsed = tryParseAsn(scalar(value) ?? '');
  return parsed.ok ? parsed.value : undefined;
});

/** A prefix, which a row cannot do without. A bare address is a host route (CreateRouteEntry, DestinationCidrBlock). */
export const prefix = z.string().transform((value, context) => {
  const parsed = tryParsePrefix(value);
  if (parsed.ok) return parsed.value;
  const host =
    parsed.problem.code === 'missing-length' && !value.includes('/')
      ? tryParsePrefix(parsed.problem.params.suggestion ?? '')
      : parsed;
  if (host.ok) return host.value;
  context.addIssue({ code: 'custom', message: parsed.problem.code });
  return z.NEVER;
});

/** A second prefix or one among several; empty: none. */
export const optionalPrefix = anything.transform((value, context) => {
  if (value === undefined || value === null || value === '') return undefined;
  const parsed = prefix.safeParse(value);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: 'not-a-prefix' });
  return z.NEVER;
});

export const address = anything.transform((value) => {
  const parsed = tryParseAddress(scalar(value) ?? '');
  return parsed.ok ? parsed.value : undefined;
});

/** Address and dotted mask (`169.254.10.1`, `255.255.255.252`) as one text with a length. */
export function interfaceAddress(host: string | undefined, mask: string | undefined): string | undefined {
  const length = mask === undefined ? undefined : maskLength(mask);
  const written = host === undefined || length === undefined ? undefined : `${host}/${length}`;
  return written !== undefined && tryParseInterfaceAddress(written).ok ? written : undefined;
}

/** Dotted, or a length, or for IPv6 the subnet that the API calls a mask (`2001:db8:cc:400::/56`). */
function maskLength(mask: string): number | undefined {
  const length = /^(?:[\da-f:]+\/)?(\d{1,3})$/iu.exec(mask)?.[1];
  if (length !== undefined) return Number(length);
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(mask)) return undefined;
  const bits = mask
    .split('.')
    .map((each) => Number(each).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) && bits.length === 32 ? (bits.indexOf('0') === -1 ? 32 : bits.indexOf('0')) : undefined;
}

/** Members of `Outer.Inner[]`; a bare list is taken too, none where there is no list. Only for lists inside rows. */
export function inner<S extends z.ZodType>(member: string, schema: S) {
  return anything.transform((value) => membersOf(value, member) ?? []).pipe(z.array(schema));
}

/** The same, where no list is not the same as an empty one. */
export function optionalInner<S extends z.ZodType>(member: string, schema: S) {
  return anything.transform((value) => membersOf(value, member) ?? undefined).pipe(z.array(schema).optional());
}

function membersOf(value: unknown, member: string): unknown {
  const isWrapper = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isWrapper ? (value as Record<string, unknown>)[member] : value;
}
