import { toConnectorError, unreadableAnswer } from '../alibaba/errors';
import { openConnection, type ConnectionOptions } from '../alibaba/connection';
import type { AckSource } from '../types';
import { createAckCall } from './client';

const ACTION = 'DescribeClusterUserKubeconfig';
/** How long a kubeconfig is asked to hold; the service takes 15 minutes to 3 days. */
const MINUTES = 60;
const MINUTE_MS = 60_000;
/** One is renewed when this much of its life is left, so that what is handed out holds for a while yet. */
const RENEWED_WITH_LEFT = 0.25;
/** Longer than any real one. */
const LONGEST = 262_144;

export type KubeconfigOptions = ConnectionOptions & {
  /** the address of the API server inside the VPC, for a product that runs there */
  privateAddress?: boolean;
  /** ms since the epoch, to judge when the service says a kubeconfig ends */
  wall?: () => number;
};

/**
 * A short-lived kubeconfig of one cluster, by ACK's own rights: asked for when it is needed, kept in memory only, renewed
 * before it ends. Those who ask at the same moment share one request; a failure is not remembered.
 * @throws ConnectorError when the service does not give one
 */
export function kubeconfigProvider(
  source: AckSource,
  cluster: string,
  { privateAddress = false, wall = Date.now, ...options }: KubeconfigOptions = {},
): () => Promise<string> {
  const { reading, clock } = openConnection(source, () => createAckCall(source), options);
  let held: { text: string; renewAt: number } | undefined;
  let asked: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const at = clock.now();
    const read = reading({ urgent: true });
    const parameters = { ClusterId: cluster, PrivateIpAddress: privateAddress, TemporaryDurationMinutes: MINUTES };
    const { config, expiration } = await read(ACTION, parameters);
    if (typeof config !== 'string' || config === '' || config.length > LONGEST)
      throw unreadableAnswer(ACTION, 'the answer holds no kubeconfig');
    held = { text: config, renewAt: at + lifeOf(expiration, wall()) * (1 - RENEWED_WITH_LEFT) };
    return config;
  };

  return () => {
    if (held && clock.now() < held.renewAt) return Promise.resolve(held.text);
    held = undefined;
    asked ??= ask()
      .catch((thrown: unknown) => {
        throw toConnectorError(thrown, ACTION);
      })
      .finally(() => {
        asked = undefined;
      });
    return asked;
  };
}

/** Milliseconds: never longer than was asked for, whatever the service says; unknown counts as that. */
function lifeOf(expiration: unknown, now: number): number {
  const ends = typeof expiration === 'string' ? Date.parse(expiration) : NaN;
  const longest = MINUTES * MINUTE_MS;
  return Number.isNaN(ends) ? longest : Math.min(longest, Math.max(0, ends - now));
}
