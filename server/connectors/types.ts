import type { Effect, EffectStateKind } from '@/domain/changes/effect';
import type { ObservedResource, ResourceKind, SourceSystem } from '@/domain/estate/resource';

/** `outcome: 'unknown'` marks a write that may have happened: read before anything is sent again. */
export type ConnectorErrorKind = 'throttled' | 'unavailable' | 'denied' | 'conflict' | 'not-found' | 'rejected';

/** Everything a source can fail with, in the product's words. The message holds no secret and no raw body. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  constructor(
    readonly kind: ConnectorErrorKind,
    message: string,
    readonly details: {
      /** the source's own code, byte-exact: `TaskConflict`, `QuotaExceeded.Bgp` */
      code?: string;
      requestId?: string;
      /** milliseconds the source asked to wait */
      retryAfterMs?: number;
      outcome?: 'none' | 'unknown';
    } = {},
  ) {
    super(message);
  }

  /** Worth trying again with the same token: throttled, unavailable, or a busy conflict. */
  get retryable(): boolean {
    return this.kind === 'throttled' || this.kind === 'unavailable' || this.kind === 'conflict';
  }
}

/** What to read. Nothing named: everything the source holds. `router` narrows route tables, entries and BGP to one router. */
export type ObserveScope = { router?: { kind: 'vpc' | 'vbr'; key: string } };

/**
 * One part of the source that was read to its end. Only what lies inside a covered part may be concluded to be gone.
 * `within` is the route table of route entries, the VBR of BGP objects; absent: all of that kind.
 */
export type Coverage = { kind: ResourceKind; within?: string };

/** A part that could not be read; what was known of it stays, and grows stale. */
export type ObservationFailure = { kind: ResourceKind; within?: string; error: ConnectorError };

/**
 * A part that was read to its end, with rows among it that were not understood. What was understood is news; what is missing may
 * be one of those rows, so nothing may be concluded to be gone.
 */
export type PartlyUnderstood = Coverage & { rows: readonly { key: string; problem: string }[] };

export type Observation = {
  resources: readonly ObservedResource[];
  covered: readonly Coverage[];
  partly: readonly PartlyUnderstood[];
  failures: readonly ObservationFailure[];
  /** rows the source sent that could not be understood; counted and named, never fatal */
  skipped: readonly { kind: ResourceKind; key: string; problem: string }[];
  requests: number;
};

/** One capability of the credentials: what is granted against what is needed; `never`: nobody should have given it. */
export type Grant = {
  action: string;
  needed: 'observe' | 'apply' | 'never';
  state: 'granted' | 'denied' | 'unknown';
  code?: string;
};

export type ProbeResult = { grants: readonly Grant[]; latencyMs: number };

export type EffectState = { kind: EffectStateKind; resourceId?: string; detail?: string };

export type Performed = { requestId: string; resourceId?: string };

/** A place outside that can be read. */
export interface Observer {
  readonly system: SourceSystem;
  /** Tests the connection with harmless calls. */
  probe(signal?: AbortSignal): Promise<ProbeResult>;
  observe(scope: ObserveScope, signal?: AbortSignal): Promise<Observation>;
  /**
   * Stays connected and calls `moved` when something there has changed: a hint to read again, never data. Ends when `signal`
   * does; throws ConnectorError when the source breaks off, and the caller begins again.
   */
  watch?(moved: () => void, signal: AbortSignal): Promise<void>;
}

/** A place outside that can be read and written. `perform` sends exactly one request; callers look before they act. */
export interface Connector extends Observer {
  /** Reads only: is the effect so? Throws ConnectorError when the source does not answer. */
  inspect(effect: Effect): Promise<EffectState>;
  /** `token` makes a repeat harmless where the API knows tokens; `deadlineMs` bounds the call. */
  perform(effect: Effect, options: { token: string; deadlineMs: number }): Promise<Performed>;
}

export function isConnector(observer: Observer): observer is Connector {
  return 'inspect' in observer && 'perform' in observer;
}

/** What every connector needs beside its address. Secrets live in memory only. */
type Reached = {
  /** calls per minute the source may be asked; per API */
  callsPerMinute: number;
  /** how long a whole reading may take, which also says how patient one call is; left out: as usual */
  deadlineSeconds?: number;
  /** keyed digest for secrets that come back in bodies; never reversible without the key */
  fingerprint: (secret: string) => string;
};

/** A region of the vendor's cloud, reached with an access key. */
type CloudAccount = {
  endpoint: string;
  protocol: 'http' | 'https';
  region: string;
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
};

export type VpcSource = Reached & CloudAccount & { system: 'vpc' };
export type AckSource = Reached & CloudAccount & { system: 'ack' };
/** A source that belongs to the vendor's cloud, whatever its product. */
export type CloudSource = VpcSource | AckSource;

/** A cluster's own API. The kubeconfig is asked for whenever a connection is made: the service's are short-lived. */
export type KubernetesSource = Reached & {
  system: 'kubernetes';
  cluster: string;
  kubeconfig: () => Promise<string>;
  /** throws when the place that a kubeconfig names may not be reached; asked before every connection */
  allow: (endpoint: string, protocol: 'http' | 'https') => Promise<void>;
};

/** GoBGP's gRPC API. `tls` holds PEM texts; without it the connection is in clear. */
export type GobgpSource = Reached & {
  system: 'gobgp';
  gateway: string;
  endpoint: string;
  tls?: { ca?: string; certificate?: string; key?: string };
};

/** FRR through vtysh: on this machine, or over SSH to an account whose key is bound to a forced command. */
export type FrrSource = Reached & {
  system: 'frr';
  gateway: string;
  access:
    | { kind: 'local'; command: readonly string[] }
    | { kind: 'ssh'; endpoint: string; user: string; hostKey: string; privateKey: string };
};

export type ReachableSource = VpcSource | AckSource | KubernetesSource | GobgpSource | FrrSource;
