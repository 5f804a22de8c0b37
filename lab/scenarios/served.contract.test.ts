import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningLab, startLab } from '@/lab/testing';
import { clientOf, sdk } from '@/lab/vpc/testing';

let lab: RunningLab | undefined;
afterEach(() => lab?.close());

async function serve(name: string, wall: () => number = Date.now) {
  const scenario = readFileSync(path.join(import.meta.dirname, `${name}.yaml`), 'utf8');
  lab = await startLab({ scenario, clock: { wall }, latency: { sessionMs: 60_000 } });
  return clientOf(lab);
}

describe('the scenarios, served', () => {
  it('the seed has its session up from the first moment', async () => {
    const client = await serve('seed');
    const { body } = await client.describeBgpPeers(new sdk.DescribeBgpPeersRequest({ regionId: 'cn-hangzhou' }));
    const peers = body?.bgpPeers?.bgpPeer?.map((peer) => [peer.bgpStatus, peer.receivedRouteCount]);
    expect(peers).toEqual([['Established', 1]]);
  });

  it('the second circuit comes up when its peer is added', async () => {
    let laterMs = 0;
    const client = await serve('second-circuit', () => Date.now() + laterMs);
    const request = { regionId: 'cn-hangzhou', bgpGroupId: 'bgpg-bp1hz2', peerIpAddress: '169.254.10.6' };
    await client.createBgpPeer(new sdk.CreateBgpPeerRequest(request));
    const sessions = async () => {
      const { body } = await client.describeBgpPeers(new sdk.DescribeBgpPeersRequest({ regionId: 'cn-hangzhou' }));
      return body?.bgpPeers?.bgpPeer?.map((peer) => peer.bgpStatus);
    };
    expect(await sessions()).toEqual(['Established', 'Connect']);
    laterMs += 60_000;
    expect(await sessions()).toEqual(['Established', 'Established']);
  });
});
