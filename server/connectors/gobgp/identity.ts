import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { addressBits, addressFamily, tryParseAddress, type Address } from '@/domain/net/address';

/** Whom the other side has to prove to be, and under which name it is asked for. */
export type Identity = {
  /** undefined: the library's own, which is the host of the target */
  serverName?: string;
  check: (name: string, certificate: PeerCertificate) => Error | undefined;
};

/**
 * A gateway that is reached by its address must have a certificate of that address. The name that TLS sends along may not be an
 * address (RFC 6066, section 3), so it is the one that stands for it in DNS, as RFC 8738 has it.
 */
export function identityOf(target: string): Identity {
  const host = target
    .replace(/^dns:/, '')
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '');
  const address = tryParseAddress(host);
  if (!address.ok) return { check: checkServerIdentity };
  return {
    serverName: reverseName(address.value),
    check: (_name, certificate) => checkServerIdentity(address.value, certificate),
  };
}

function reverseName(address: Address): string {
  if (addressFamily(address) === 4) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  const digits = addressBits(address).toString(16).padStart(32, '0');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}
