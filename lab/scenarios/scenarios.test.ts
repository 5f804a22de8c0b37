import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { formatEstateFile } from '@/domain/estate/file/format';
import { parseEstateFile } from '@/domain/estate/file/parse';

const FILES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));

function read(name: string): Estate {
  const result = parseEstateFile(readFileSync(path.join(import.meta.dirname, name), 'utf8'), { format: 'yaml' });
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 2));
  return result.estate;
}

describe('the scenarios', () => {
  it('are the seed and what grew from it', () => {
    expect(FILES).toEqual(expect.arrayContaining(['seed.yaml', 'second-circuit.yaml']));
  });

  it.each(FILES)('%s is a valid estate that round-trips', (name) => {
    const estate = read(name);
    expect(parseEstateFile(formatEstateFile(estate, 'yaml'))).toEqual({ ok: true, estate });
  });

  it('the seed lacks exactly the route to the hosts of the data centre', () => {
    const estate = read('seed.yaml');
    const entries = estate.vbrs[0]?.routeTable?.entries?.map(({ prefix, nextHop }) => `${prefix} ${nextHop?.key}`);
    expect(entries).toEqual(['10.0.0.0/16 ri-bp1vlan', '192.168.0.0/16 ri-bp1vbr']);
    expect(estate.vpcs[0]?.routeTables?.[0]?.entries?.map(({ prefix }) => prefix)).toContain('172.16.0.0/16');
    expect(estate.flows.filter((flow) => flow.mustHold).map((flow) => flow.key)).toEqual([
      'cloud-to-edge',
      'edge-to-cloud',
      'cloud-to-hosts',
      'hosts-to-cloud',
    ]);
  });

  it('the second circuit waits for nothing but its peer', () => {
    const { vbrs, gateways } = read('second-circuit.yaml');
    const group = vbrs[1]?.bgpGroups?.[0];
    const peer = gateways[0]?.bgpPeers?.find(({ address }) => `${address}/30` === vbrs[1]?.localGatewayAddress);
    expect(group?.peers).toEqual([]);
    expect(peer).toMatchObject({ peerAsn: group?.localAsn, authKey: group?.authKey });
    expect(gateways[0]?.interfaces.map(({ address }) => address)).toContain(vbrs[1]?.peerGatewayAddress);
    expect(gateways[0]?.asn).toBe(group?.peerAsn);
  });
});
