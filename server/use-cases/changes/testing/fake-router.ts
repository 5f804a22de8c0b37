import type { Effect } from '@/domain/changes/effect';
import type { BgpPeer, SessionState } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import type { RouteEntry } from '@/domain/estate/routes';
import { type Connector, ConnectorError, type EffectState, type Performed } from '@/server/connectors/types';
import type { VirtualClock } from './clock';

/**
 * What goes wrong with one call. `lost`: it works and nobody hears of it; `late`: the same, but it takes effect seconds later;
 * `failed-after` and `failed-before`: a 503 with and without effect, which look alike.
 */
export type Fault =
  'none' | 'throttled' | 'busy' | 'rejected' | 'denied' | 'lost' | 'late' | 'failed-after' | 'failed-before';
export type LookFault = 'none' | 'throttled' | 'unavailable';

/** One change of the world, as it happened. */
export type Happened = { effect: Effect; requestId: string; token: string };

type Row = { effect: Effect; state: 'pending' | 'available' | 'deleting'; until: number };

/** From when a peer is available until its session is up, if it ever is. */
const SESSION_TAKES_MS = 2_000;

const SETTLES_AFTER_MS = 2_500;
const CALL_MS = 40;
const LATE_MS = 9_000;

/**
 * A VBR in memory, as strict as the real one: asynchronous states, one write at a time, creates that know their token and
 * deletes that do not. What was there from the beginning is in `estate`. Sessions of new peers come up a while after the peers
 * are there, unless the far end does not want them.
 */
export class FakeRouter implements Connector {
  readonly system = 'vpc';
  readonly happened: Happened[] = [];
  faults: Fault[] = [];
  lookFaults: LookFault[] = [];
  performed = 0;
  farEndAnswers = true;
  private readonly rows = new Map<string, Row>();
  private readonly answered = new Map<string, Performed>();
  private readonly later: { at: number; run: () => void }[] = [];
  private readonly contradicted = new Set<string>();
  private readonly lost = new Set<string>();

  constructor(
    readonly estate: Estate,
    private readonly clock: VirtualClock,
  ) {
    const vbr = estate.vbrs[0]!;
    const router = { kind: 'vbr', key: vbr.key } as const;
    for (const { prefix, nextHop, type } of vbr.routeTable?.entries ?? [])
      if (type === 'custom' && nextHop)
        this.put({ kind: 'create-route-entry', router, routeTable: vbr.routeTable!.key, prefix, nextHop });
    for (const group of vbr.bgpGroups ?? [])
      for (const { address, bfd } of group.peers ?? [])
        if (address) this.put({ kind: 'create-bgp-peer', vbr: vbr.key, group: group.key, address, bfd });
  }

  private put(effect: Effect): void {
    this.rows.set(placeOf(effect), { effect, state: 'available', until: 0 });
  }

  /** Somebody else's hand: a row that is there at once. */
  makeOutOfBand(effect: Effect): void {
    this.put(effect);
  }

  removeOutOfBand(effect: Effect): void {
    this.rows.delete(placeOf(effect));
  }

  /** Something else stands in the place of an effect. */
  contradict(effect: Effect): void {
    this.contradicted.add(placeOf(effect));
  }

  /** The session of a peer falls, whatever the cloud says of the peer. */
  loseSession(address: string): void {
    this.lost.add(address);
  }

  probe = () => Promise.resolve({ grants: [], latencyMs: 1 });
  observe = () => Promise.reject(new Error('this fake is looked at through its view'));

  inspect = (effect: Effect): Promise<EffectState> => {
    this.pass(CALL_MS);
    const fault = this.lookFaults.shift() ?? 'none';
    if (fault !== 'none') return Promise.reject(new ConnectorError(fault, 'the look failed'));
    const place = placeOf(effect);
    if (this.contradicted.has(place)) return Promise.resolve({ kind: 'contradicted' });
    const row = this.rows.get(place);
    const creates = effect.kind.startsWith('create');
    if (!row) return Promise.resolve({ kind: creates ? 'not-applied' : 'applied' });
    if (row.state === 'pending') return Promise.resolve({ kind: creates ? 'in-progress' : 'not-applied' });
    if (row.state === 'deleting') return Promise.resolve({ kind: creates ? 'not-applied' : 'in-progress' });
    return Promise.resolve({ kind: creates ? 'applied' : 'not-applied' });
  };

  perform = (effect: Effect, { token }: { token: string; deadlineMs: number }): Promise<Performed> => {
    this.pass(CALL_MS);
    this.performed += 1;
    const fault = this.faults.shift() ?? 'none';
    const failure = this.failureOf(fault);
    if (failure && failure.details.outcome === 'none') return Promise.reject(failure);
    if (fault === 'failed-before') return Promise.reject(failure);
    if (fault === 'late') {
      this.later.push({ at: this.clock.now().getTime() + LATE_MS, run: () => this.tryTo(effect, token) });
      return Promise.reject(failure);
    }
    const done = this.tryTo(effect, token);
    if (done instanceof ConnectorError) return Promise.reject(done);
    return failure ? Promise.reject(failure) : Promise.resolve(done);
  };

  private failureOf(fault: Fault): ConnectorError | null {
    const none = { outcome: 'none', requestId: 'R-fault' } as const;
    switch (fault) {
      case 'none':
        return null;
      case 'throttled':
        return new ConnectorError('throttled', 'slow down', { ...none, code: 'Throttling' });
      case 'busy':
        return new ConnectorError('conflict', 'busy', { ...none, code: 'TaskConflict' });
      case 'rejected':
        return new ConnectorError('rejected', 'no', { ...none, code: 'QuotaExceeded' });
      case 'denied':
        return new ConnectorError('denied', 'not you', { ...none, code: 'Forbidden.RAM' });
      case 'lost':
      case 'late':
      case 'failed-after':
      case 'failed-before':
        return new ConnectorError('unavailable', 'no answer', { outcome: 'unknown' });
    }
  }

  private tryTo(effect: Effect, token: string): Performed | ConnectorError {
    const creates = effect.kind.startsWith('create');
    const before = this.answered.get(token);
    if (creates && before) return before;
    if ([...this.rows.values()].some((row) => row.state !== 'available'))
      return new ConnectorError('conflict', 'a row is on its way', {
        outcome: 'none',
        code: 'IncorrectRouteEntryStatus',
      });
    const place = placeOf(effect);
    if (creates === this.rows.has(place))
      return creates
        ? new ConnectorError('rejected', 'duplicate', { outcome: 'none', code: 'InvalidCIDRBlock.Duplicate' })
        : new ConnectorError('not-found', 'gone', { outcome: 'none', code: 'InvalidRouteEntry.NotFound' });
    const until = this.clock.now().getTime() + SETTLES_AFTER_MS;
    this.rows.set(place, { effect, state: creates ? 'pending' : 'deleting', until });
    const performed = { requestId: `R-${this.happened.length + 1}`, resourceId: `rte-${this.happened.length + 1}` };
    this.happened.push({ effect, requestId: performed.requestId, token });
    this.answered.set(token, performed);
    return performed;
  }

  /** Lets time do its work. */
  private pass(milliseconds: number): void {
    this.clock.advance(milliseconds);
    this.settle();
  }

  private settle(): void {
    const now = this.clock.now().getTime();
    for (const [place, row] of this.rows) {
      if (row.state === 'available' || row.until > now) continue;
      if (row.state === 'pending') this.rows.set(place, { ...row, state: 'available' });
      else this.rows.delete(place);
    }
    for (const due of this.later.filter((each) => each.at <= now)) {
      this.later.splice(this.later.indexOf(due), 1);
      due.run();
    }
  }

  /** The estate as a reading would show it now. */
  seen(): Estate {
    this.settle();
    const [vbr, ...others] = this.estate.vbrs;
    const learnt = vbr!.routeTable!.entries!.filter((entry) => entry.type !== 'custom');
    const rows = [...this.rows.values()];
    const entries = rows.flatMap(({ effect, state }): RouteEntry[] =>
      'router' in effect ? [{ prefix: effect.prefix, nextHop: effect.nextHop, type: 'custom', status: state }] : [],
    );
    const peersOf = (group: string) =>
      rows.flatMap((row): BgpPeer[] => {
        const { effect, state } = row;
        if ('router' in effect || effect.group !== group) return [];
        const known = vbr!
          .bgpGroups!.flatMap((each) => each.peers ?? [])
          .find((peer) => peer.address === effect.address);
        const observed = { ...known?.observed, sessionState: this.sessionOf(row, known) };
        const key = known?.key ?? `bgp-${effect.address}`;
        return [{ key, observed, address: effect.address, bfd: effect.bfd, status: state }];
      });
    const bgpGroups = vbr!.bgpGroups?.map((group) => ({ ...group, peers: peersOf(group.key) }));
    // Every reading is made of objects of its own: what was seen before does not change with the world.
    return structuredClone({
      ...this.estate,
      vbrs: [{ ...vbr!, bgpGroups, routeTable: { ...vbr!.routeTable!, entries: [...learnt, ...entries] } }, ...others],
    });
  }

  private sessionOf({ effect, state, until }: Row, known: BgpPeer | undefined): SessionState {
    if ('address' in effect && this.lost.has(effect.address)) return 'down';
    // It was there before any change; one that is put back begins like a new one.
    if (until === 0) return known?.observed?.sessionState ?? 'unknown';
    if (state !== 'available' || !this.farEndAnswers) return 'active';
    return this.clock.now().getTime() >= until + SESSION_TAKES_MS ? 'established' : 'connect';
  }

  /** What stands in the router, as text: equal before and after when everything was put back. */
  contents(): readonly string[] {
    this.settle();
    return [...this.rows.entries()].map(([place, row]) => `${place} ${row.state}`).sort();
  }
}

function placeOf(effect: Effect): string {
  return 'router' in effect
    ? `${effect.routeTable} ${effect.prefix} ${effect.nextHop.key}`
    : `${effect.group} ${effect.address}`;
}
