import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { canonicalResources, observableOver } from '@/domain/estate/flatten';
import type { Gateway } from '@/domain/estate/gateway';
import { KINDS_OF, type ObservedResource } from '@/domain/estate/resource';
import { parseAddress } from '@/domain/net/address';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { seedFigure } from '@/domain/testing/seed-figure';
import { observedGateway } from '@/lab/gobgp/observed';
import { type RunningLab, startLab } from '@/lab/testing';
import { setSession } from '@/lab/world/edits';
import { describeGateway } from '../gateway-contract';
import { expectCoveredIsTrue } from '../testing/covered-is-true';
import { createGobgpConnector, type GobgpOptions } from '.';

const fingerprint = (key: string) => `fingerprint-of-${key.length}`;

function connect(lab: RunningLab, gateway: string, options: GobgpOptions = {}) {
  const endpoint = `127.0.0.1:${lab.portOf(`gobgp/${gateway}`)}`;
  return createGobgpConnector({ system: 'gobgp', gateway, endpoint, callsPerMinute: 60_000, fingerprint }, options);
}

describeGateway('the lab over gRPC', async () => {
  const lab = await startLab({ estate: seedFigure() });
  return {
    observer: connect(lab, 'hz-sw-1'),
    gateway: 'hz-sw-1',
    up: {
      ...{ address: '169.254.10.1', peerAsn: 45104, key: 'CANARY-bgp-key-vbr-hz' },
      ...{ receives: '192.168.0.0/16', sends: '10.0.0.0/16' },
    },
    disturb: () => {
      const isHeld = lab.state.heldDown.length > 0;
      return Promise.resolve(setSession(lab.world, 'bgp-bp1hz', isHeld ? 'up' : 'down'));
    },
    stop: () => lab.close(),
  };
});

/** The estate as its gateways show themselves in the lab's world. */
function asShown(lab: RunningLab): Estate {
  const { world } = lab;
  const gateways = world.state.estate.gateways.map((gateway) => ({
    ...gateway,
    observed: observedGateway(world.state, gateway, world.now, fingerprint),
  }));
  return { ...world.state.estate, gateways };
}

/** The estate with gateways that are meant to speak to everybody they could: VBRs at their addresses, and the site's nodes. */
function peered(estate: Estate): Estate {
  const hostOf = (address: string | undefined) => address?.split('/')[0] ?? '';
  const gateways = estate.gateways.map((gateway): Gateway => {
    const own = new Set(gateway.interfaces.map((each) => hostOf(each.address)));
    const cloud = estate.vbrs.flatMap((vbr) =>
      (vbr.bgpGroups ?? [])
        .filter(({ peers }) => peers?.some((peer) => own.has(peer.address ?? hostOf(vbr.peerGatewayAddress))))
        .map(({ localAsn, authKey }, n) => ({
          ...{ address: parseAddress(hostOf(vbr.localGatewayAddress)), peerAsn: localAsn ?? 45104 },
          ...{ localPreference: 200 * n, med: n },
          ...(authKey ? { authKey } : {}),
        })),
    );
    const nodes = estate.clusters.flatMap((cluster) => cluster.nodes ?? []);
    const speakers = nodes.flatMap(({ address, speaker }) =>
      address && speaker ? [{ address, peerAsn: speaker.asn }] : [],
    );
    const bgpPeers = [...new Map([...cloud, ...speakers].map((peer) => [peer.address, peer])).values()];
    return { ...gateway, driver: 'gobgp', bgpPeers };
  });
  return { ...estate, ...aliveCloud(estate), gateways };
}

/** Circuits that carry, and VBRs that expect the gateway that is there. */
function aliveCloud(estate: Estate): Pick<Estate, 'vbrs' | 'physicalConnections'> {
  const asnAt = (circuits: readonly string[]) =>
    estate.gateways.find((each) => each.interfaces.some(({ circuit }) => circuit && circuits.includes(circuit)))?.asn;
  return {
    physicalConnections: estate.physicalConnections.map((each) => {
      return { ...each, status: 'enabled', businessStatus: 'normal' };
    }),
    vbrs: estate.vbrs.map((vbr) => ({
      ...vbr,
      status: 'active',
      bgpGroups: vbr.bgpGroups?.map((group) => {
        return { ...group, status: 'available' as const, peerAsn: asnAt(vbr.physicalConnections) ?? group.peerAsn };
      }),
    })),
  };
}

const byKey = (resources: readonly ObservedResource[]) =>
  canonicalResources([...new Map(resources.map((each) => [`${each.kind} ${each.key}`, each])).values()]);

test('what is discovered over gRPC is what the world says, for any estate', async () => {
  const seen = { sessions: 0, paths: 0 };
  await fc.assert(
    fc.asyncProperty(estateArbitrary(), async (generated) => {
      const estate = peered(generated);
      const { gateways } = estate;
      const lab = await startLab({ estate });
      try {
        const read = await Promise.all(gateways.map((gateway) => connect(lab, gateway.key).observe({})));
        expect(read.flatMap((each) => each.failures)).toEqual([]);
        expect(read.flatMap((each) => each.skipped)).toEqual([]);
        const found = byKey(read.flatMap((each) => each.resources));
        expect(found).toEqual(byKey(observableOver('gobgp', asShown(lab))));
        seen.sessions += found.filter(
          (each) => each.kind === 'gateway-peer' && each.attributes.sessionState === 'established',
        ).length;
        seen.paths += found.filter((each) => each.kind === 'gateway-path').length;
      } finally {
        await lab.close();
      }
    }),
    { numRuns: 40, examples: [[seedFigure()]] },
  );
  // A property over nothing holds for nothing.
  expect(seen.sessions).toBeGreaterThan(0);
  expect(seen.paths).toBeGreaterThan(0);
});

describe('when something goes wrong', () => {
  let lab: RunningLab;
  afterEach(() => lab.close());

  test.each([
    ['half a table', { kind: 'half-page' }, ['gateway-route']],
    ['a table without an end', { kind: 'stall' }, ['gateway-route']],
    ['a refusal', { kind: 'error', message: 'CANARY' }, ['gateway-route']],
    ['a lost connection', { kind: 'reset' }, ['gateway-route']],
  ] as const)('%s is a failed part, and the others are read', async (_what, fault, failed) => {
    lab = await startLab({
      estate: seedFigure(),
      faults: { rules: [{ action: 'gobgp.ListPath', match: { table_type: 'GLOBAL' }, fault }] },
    });
    const { failures, covered, resources } = await connect(lab, 'hz-sw-1', { deadlines: { tableMs: 300 } }).observe({});
    expect(failures.map((each) => each.kind)).toEqual(failed);
    expect(covered.map((each) => each.kind)).toEqual(['gateway', 'gateway-peer', 'gateway-path']);
    expect(resources.some((each) => each.kind === 'gateway-route')).toBe(false);
    expect(JSON.stringify(failures)).not.toContain('CANARY');
  });

  test('whatever it is, what is covered is true', async () => {
    lab = await startLab({ estate: seedFigure() });
    const observer = connect(lab, 'hz-sw-1', { deadlines: { callMs: 500, tableMs: 500 } });
    await expectCoveredIsTrue({
      lab,
      observe: () => observer.observe({}),
      faults: ['half-page', 'reset', 'lost-response', 'throttle', 'error', 'deny'],
      partOf: (resources, { kind }) => byKey(resources.filter((each) => each.kind === kind)),
      whole: true,
      parts: KINDS_OF.gobgp.length,
    });
  });

  test('half of one session leaves nothing of all sessions', async () => {
    lab = await startLab({
      estate: seedFigure(),
      faults: {
        rules: [
          {
            action: 'gobgp.ListPath',
            match: { table_type: 'ADJ_OUT', name: '172.16.10.12' },
            fault: { kind: 'lost-response' },
          },
        ],
      },
    });
    const { failures, resources } = await connect(lab, 'hz-sw-1').observe({});
    expect(failures).toMatchObject([{ kind: 'gateway-path', within: 'hz-sw-1', error: { kind: 'unavailable' } }]);
    expect(resources.some((each) => each.kind === 'gateway-path')).toBe(false);
  });

  test('a gateway that denies says so to the probe', async () => {
    lab = await startLab({
      estate: seedFigure(),
      faults: { rules: [{ action: 'gobgp.ListPeer', fault: { kind: 'deny' } }] },
    });
    const { grants } = await connect(lab, 'hz-sw-1').probe();
    expect(grants.find((each) => each.action === 'gobgp:ListPeer')).toMatchObject({
      state: 'denied',
      code: 'PERMISSION_DENIED',
    });
  });

  test('a watch that breaks is told, and a probe that finds nobody throws', async () => {
    lab = await startLab({ estate: seedFigure() });
    const observer = connect(lab, 'hz-sw-1');
    const watching = observer.watch?.(() => undefined, new AbortController().signal);
    const broken = expect(watching).rejects.toMatchObject({ name: 'ConnectorError', kind: 'unavailable' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await lab.close();
    await broken;
    await expect(observer.probe()).rejects.toMatchObject({ kind: 'unavailable' });
    lab = await startLab({ estate: seedFigure() });
  });
});
