import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { formatEstateFile } from '@/domain/estate/file/format';
import { parseEstateFile } from '@/domain/estate/file/parse';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { loadScenario, scenarioNames } from '@/lab/scenario';
import { largeEstate } from './large';

const FILES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yaml'));

function read(name: string): Estate {
  const result = parseEstateFile(readFileSync(path.join(import.meta.dirname, name), 'utf8'), { format: 'yaml' });
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 2));
  return result.estate;
}

describe('the scenarios', () => {
  it('are found by name, and a name that is none is answered with those there are', () => {
    const names = [
      'ens',
      'second-circuit',
      'seed',
      'self-managed-flannel',
      'three-sites',
      'twenty-sites',
      'two-hundred-sites',
    ];
    expect(scenarioNames()).toEqual(names);
    expect(loadScenario('twenty-sites').estate.sites).toHaveLength(21);
    expect(() => loadScenario('sead')).toThrow(`there is no scenario sead: ${names.join(', ')}`);
  });

  it.each([
    ['self-managed-flannel', []],
    ['ens', []],
    ['three-sites', ['cloud-to-c', 'c-to-cloud', 'cloud-to-hosts-c']],
  ])('%s has these flows broken: %j', (name, broken) => {
    const verdicts = judgeFlows({ estate: loadScenario(name).estate, parts: [], revision: name });
    expect(verdicts.filter(({ kind }) => kind !== 'reachable').map(({ flow }) => flow)).toEqual(broken);
  });

  it('a generated estate is valid, healthy, round-trips and has the size that was asked for', () => {
    const estate = largeEstate({ sites: 9, nodesPerSite: 5, networksPerGateway: 2 });
    expect(parseEstateFile(formatEstateFile(estate, 'json'))).toEqual({ ok: true, estate });
    expect(estate.clusters.map(({ nodes }) => nodes?.length)).toEqual([40, 5]);
    const verdicts = judgeFlows({ estate, parts: [], revision: 'large' });
    expect(verdicts).toHaveLength(27);
    expect(verdicts.filter(({ kind }) => kind !== 'reachable')).toEqual([]);
    const nodes = largeEstate({ sites: 200, nodesPerSite: 50, networksPerGateway: 0 }).clusters.flatMap(
      (each) => each.nodes ?? [],
    );
    expect(new Set(nodes.map(({ podCidr }) => podCidr)).size).toBe(10_000);
    expect(() => largeEstate({ sites: 1, nodesPerSite: 63, networksPerGateway: 0 })).toThrow(RangeError);
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
