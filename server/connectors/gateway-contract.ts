import { describe, expect, test } from 'vitest';
import { KINDS_OF, type ResourceKind, type ResourceOf } from '@/domain/estate/resource';
import { everyObserver, running } from './contract';
import type { Observer } from './types';

/** A running gateway, known well enough to be asked about. */
export type GatewaySpecimen = {
  observer: Observer;
  gateway: string;
  /** an established session that has routes both ways; `key`: the text of its authentication key */
  up: { address: string; peerAsn: number; key?: string; receives: string; sends: string };
  /** changes a route or session there; present when the observer watches */
  disturb?: () => Promise<unknown>;
  stop: () => Promise<void>;
};

/** What every connector to a gateway promises. One suite, run against the lab and against real daemons. */
export function describeGateway(name: string, start: () => Promise<GatewaySpecimen>): void {
  describe(`a connector to ${name}`, () => {
    const { specimen, observation } = running(start, ({ observer }) => observer);
    everyObserver(() => specimen().observer, observation, { moves: true });
    const all = <K extends ResourceKind>(kind: K) =>
      observation().resources.filter((each): each is ResourceOf<K> => each.kind === kind);

    test('speaks for its own gateway only', () => {
      const { observer, gateway } = specimen();
      expect(observation().covered).toEqual(KINDS_OF[observer.system].map((kind) => ({ kind, within: gateway })));
      expect(all('gateway')).toMatchObject([{ key: gateway }]);
    });

    test('shows a session that is up with what comes in and goes out over it', () => {
      const { address, peerAsn, receives, sends, key } = specimen().up;
      const peer = all('gateway-peer').find((each) => each.attributes.address === address)?.attributes;
      expect(peer).toMatchObject({
        sessionState: 'established',
        peerAsn,
        adminDown: false,
        hasAuthKey: key !== undefined,
      });
      expect(peer?.acceptedRoutes).toBeGreaterThan(0);
      const paths = all('gateway-path')
        .map((each) => each.attributes)
        .filter((each) => each.peer === address);
      expect(paths.filter((each) => each.direction !== 'advertised').map((each) => each.prefix)).toContain(receives);
      expect(paths.filter((each) => each.direction === 'advertised').map((each) => each.prefix)).toContain(sends);
      const route = all('gateway-route').find((each) => each.attributes.prefix === receives && each.attributes.best);
      expect(route?.attributes).toMatchObject({ source: 'bgp', peer: address, asPath: [peerAsn] });
    });

    test('lets no key out', async () => {
      const { key } = specimen().up;
      if (key === undefined) return;
      const said = JSON.stringify([observation(), await specimen().observer.probe()]);
      expect(said).not.toContain(key);
    });

    test('hints that something moved, and ends when it is told to', async (context) => {
      const { observer, disturb } = specimen();
      if (!observer.watch || !disturb) return context.skip();
      const stop = new AbortController();
      let hints = 0;
      const watching = observer.watch(() => (hints += 1), stop.signal);
      await expect.poll(async () => (await disturb(), hints), { timeout: 8_000, interval: 200 }).toBeGreaterThan(0);
      stop.abort();
      await expect(watching).resolves.toBeUndefined();
    });
  });
}
