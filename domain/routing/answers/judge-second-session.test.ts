import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEffect } from '@/domain/changes/apply-effect';
import type { Effect } from '@/domain/changes/effect';
import { parseEstateFile } from '@/domain/estate/file/parse';
import type { EstateView } from '@/domain/estate/view';
import { parseAddress } from '@/domain/net/address';
import { judgeFlows } from './judge';

function secondCircuit(): EstateView {
  const text = readFileSync(path.join(import.meta.dirname, '../../../lab/scenarios/second-circuit.yaml'), 'utf8');
  const parsed = parseEstateFile(text, { format: 'yaml' });
  if (!parsed.ok) throw new Error('the scenario does not parse');
  return { estate: parsed.estate, parts: [], revision: '1' };
}

const addPeer: Effect = {
  kind: 'create-bgp-peer',
  vbr: 'vbr-bp1hz2',
  group: 'bgpg-bp1hz2',
  address: parseAddress('169.254.10.6'),
};

const kindsOf = (view: EstateView) => Object.fromEntries(judgeFlows(view).map(({ flow, kind }) => [flow, kind]));

describe('a second session that is not seen up yet', () => {
  it('takes nothing away from flows that the first one carries', () => {
    const before = secondCircuit();
    expect(kindsOf(before)).toMatchObject({ 'cloud-to-edge': 'reachable', 'edge-to-cloud': 'reachable' });
    expect(kindsOf(applyEffect(before, addPeer))).toEqual(kindsOf(before));
  });

  it('leaves a flow unknown that nothing else carries', () => {
    const view = applyEffect(secondCircuit(), addPeer);
    for (const group of view.estate.vbrs.find(({ key }) => key === 'vbr-bp1hz')?.bgpGroups ?? [])
      for (const peer of group.peers ?? []) peer.observed = { sessionState: 'idle' };
    expect(kindsOf(view)['edge-to-cloud']).not.toBe('reachable');
  });
});
