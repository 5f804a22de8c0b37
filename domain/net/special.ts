import { addressBits, addressFamily, addressFromBits, parseAddress, type Address } from './address';
import { containsAddress, containsPrefix, parsePrefix, type Prefix } from './prefix';

/** Where Alibaba Cloud's own services answer inside a VPC; shared address space of RFC 6598. */
export const CLOUD_SERVICES: Prefix = parsePrefix('100.64.0.0/10');

/** Private address space: RFC 1918 section 3 and RFC 4193. */
export const PRIVATE: readonly Prefix[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map(
  parsePrefix,
);
const LINK_LOCAL = ['169.254.0.0/16', 'fe80::/10'].map(parsePrefix);
const LOOPBACK = ['127.0.0.0/8', '::1/128'].map(parsePrefix);
// Instance metadata of Alibaba Cloud, of most other clouds, and its IPv6 form on AWS.
const METADATA = ['100.100.100.200', '169.254.169.254', 'fd00:ec2::254'].map(parseAddress);
// RFC 6052 section 2.1 and RFC 4291 section 2.5.5.1: both carry an IPv4 address in their last 32 bits.
const EMBEDDING = ['64:ff9b::/96', '::/96'].map(parsePrefix);

/** Whether the whole prefix is private address space. */
export function isPrivatePrefix(prefix: Prefix): boolean {
  return PRIVATE.some((each) => containsPrefix(each, prefix));
}

/** The address, and the IPv4 address it carries when a translator would unwrap it. */
function readings(address: Address): readonly Address[] {
  const carries = addressFamily(address) === 6 && EMBEDDING.some((each) => containsAddress(each, address));
  return carries ? [address, addressFromBits(4, addressBits(address) & 0xffffffffn)] : [address];
}

function isIn(prefixes: readonly Prefix[], address: Address): boolean {
  return readings(address).some((reading) => prefixes.some((each) => containsAddress(each, reading)));
}

export function isLinkLocal(address: Address): boolean {
  return isIn(LINK_LOCAL, address);
}

export function isLoopback(address: Address): boolean {
  return isIn(LOOPBACK, address);
}

/** Where a cloud hands out credentials to whoever asks from inside: never a target, in any spelling. */
export function isMetadataAddress(address: Address): boolean {
  return readings(address).some((reading) => METADATA.includes(reading));
}
