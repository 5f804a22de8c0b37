import { addressBits, addressFamily, tryParseAddress, widthOf, type Address } from './address';
import { prefixFromParts, type Prefix } from './prefix';
import { refuse, valueOf, type NetResult } from './problem';

/** An interface's own address and the prefix it is on. */
export type InterfaceAddress = { address: Address; prefix: Prefix };

/** Address and length with host bits welcome: `169.254.10.1/30`. As strict as the other doors otherwise. */
export function tryParseInterfaceAddress(text: string): NetResult<InterfaceAddress> {
  const slash = text.indexOf('/');
  const addressText = slash < 0 ? text : text.slice(0, slash);
  const parsed = tryParseAddress(addressText);
  if (!parsed.ok) {
    const { code } = parsed.problem;
    return refuse(code === 'not-an-address' ? 'not-an-interface-address' : code, text);
  }
  const address = parsed.value;
  const family = addressFamily(address);
  const lengthText = slash < 0 ? '' : text.slice(slash + 1);
  if (lengthText === '') return refuse('missing-length', text);
  if (!/^\d+$/.test(lengthText)) return refuse('not-an-interface-address', text);
  if (/^0\d/.test(lengthText)) return refuse('leading-zeros', text);
  const length = Number(lengthText);
  if (length > widthOf(family)) return refuse('length-out-of-range', text);
  return { ok: true, value: { address, prefix: prefixFromParts(family, addressBits(address), length) } };
}

/** @throws NetError saying why the text is refused */
export function parseInterfaceAddress(text: string): InterfaceAddress {
  return valueOf(tryParseInterfaceAddress(text));
}

/** The one canonical text: what parses again to the same. */
export function interfaceAddressText({ address, prefix }: InterfaceAddress): string {
  return `${address}${prefix.slice(prefix.indexOf('/'))}`;
}
