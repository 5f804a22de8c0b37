import { describe, expect, it } from 'vitest';
import { parseAddress } from './address';
import { parsePrefix } from './prefix';
import { isLinkLocal, isLoopback, isMetadataAddress, isPrivatePrefix } from './special';

describe('special addresses', () => {
  it.each([
    ['10.0.0.0/8', true],
    ['172.16.0.0/12', true],
    ['172.31.255.0/24', true],
    ['192.168.0.0/16', true],
    ['fd00::/48', true],
    ['172.0.0.0/8', false],
    ['0.0.0.0/0', false],
    ['192.168.0.0/15', false],
    ['100.64.0.0/10', false],
    ['2001:db8::/32', false],
  ])('%s is private: %s', (text, expected) => {
    // 192.168.0.0/15 is half private: the whole of it is not
    expect(isPrivatePrefix(parsePrefix(text))).toBe(expected);
  });

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.255', 'loopback'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['169.254.10.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['169.254.169.254', 'link-local metadata'],
    ['64:ff9b::169.254.169.254', 'link-local metadata'],
    ['100.100.100.200', 'metadata'],
    ['64:ff9b::100.100.100.200', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['192.0.2.1', ''],
    ['100.100.100.201', ''],
    ['2001:db8::1', ''],
  ])('%s is %j', (text, kinds) => {
    const address = parseAddress(text);
    const found = [
      isLoopback(address) && 'loopback',
      isLinkLocal(address) && 'link-local',
      isMetadataAddress(address) && 'metadata',
    ].filter(Boolean);
    expect(found.join(' ')).toBe(kinds);
  });
});
