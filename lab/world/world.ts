import { refreshSessions } from './bgp';
import type { Clock } from './clock';
import type { EffectRecord, Transition, WorldState } from './state';
import { settle } from './transitions';

/** How long things take, in world milliseconds. */
export type Latency = {
  /** a read, from request to answer */
  readMs: number;
  /** a write, from request to effect */
  writeMs: number;
  /** a route entry in Pending, Modifying or Deleting */
  routeMs: number;
  /** a BGP group, peer or network in the same */
  bgpMs: number;
  /** a session from Connect to Established */
  sessionMs: number;
  /** an add-on in `updating` */
  addOnMs: number;
};

export const DEFAULT_LATENCY: Latency = {
  readMs: 5,
  writeMs: 50,
  routeMs: 1500,
  bgpMs: 1500,
  sessionMs: 2000,
  addOnMs: 3000,
};

/** Keeps the state across restarts; called after each change, before anybody is told of it. */
export type Save = (state: WorldState, at: { worldNow: number; wallNow: number }) => void;

const EFFECTS_KEPT = 5_000;

/** The one state of the lab and the only way to change it. Time passes when somebody looks: nothing runs by itself. */
export class World {
  /** told after each change */
  readonly listeners = new Set<() => void>();

  constructor(
    private current: WorldState,
    readonly clock: Clock,
    public latency: Latency,
    private readonly save: Save = () => undefined,
  ) {
    // What can be up is up at once: the world was there before anybody looked. A restored session keeps its moment.
    refreshSessions(current, clock.now() - latency.sessionMs, latency.sessionMs);
  }

  /** The state as of now. */
  get state(): WorldState {
    this.passTime();
    return this.current;
  }

  get now(): number {
    return this.clock.now();
  }

  /** Wall time for the API's timestamps: `2021-10-16T07:31:09Z`. */
  get timestamp(): string {
    return new Date(this.clock.wall()).toISOString().replace(/\.\d{3}Z$/, 'Z');
  }

  /** Changes the state, judges the sessions anew and saves before it returns. */
  change<T>(edit: (state: WorldState) => T): T {
    this.passTime();
    const result = edit(this.current);
    refreshSessions(this.current, this.now, this.latency.sessionMs);
    this.keep();
    return result;
  }

  /** To be called within `change`: lets something settle (or go) later. */
  schedule(delayMs: number, transition: Omit<Transition, 'due'>): void {
    this.current.transitions.push({ due: this.now + delayMs, ...transition });
  }

  /** To be called within `change`: writes down that the world was changed by a call. */
  recordEffect(effect: Omit<EffectRecord, 'number' | 'at'>): EffectRecord {
    const at = new Date(this.clock.wall()).toISOString();
    const record = { number: ++this.current.effectCount, at, ...effect };
    this.current.effects.push(record);
    if (this.current.effects.length > EFFECTS_KEPT) this.current.effects.shift();
    return record;
  }

  /** To be called within `change`. */
  nextNumber(): number {
    return this.current.nextId++;
  }

  replace(state: WorldState): void {
    this.current = state;
    refreshSessions(state, this.now - this.latency.sessionMs, this.latency.sessionMs);
    this.keep();
  }

  private keep(): void {
    this.save(this.current, { worldNow: this.now, wallNow: this.clock.wall() });
    for (const listener of this.listeners) listener();
  }

  /** Sessions are judged at each transition's own moment, so looking late changes nothing. */
  private passTime(): void {
    const now = this.now;
    for (;;) {
      const next = earliest(this.current.transitions);
      if (!next || next.due > now) return;
      this.current.transitions = this.current.transitions.filter((each) => each !== next);
      settle(this.current, next);
      refreshSessions(this.current, next.due, this.latency.sessionMs);
    }
  }
}

function earliest(transitions: readonly Transition[]): Transition | undefined {
  return transitions.reduce<Transition | undefined>(
    (best, each) => (best && best.due <= each.due ? best : each),
    undefined,
  );
}
