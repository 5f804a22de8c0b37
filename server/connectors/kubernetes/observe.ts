import type { ObservedResource, ResourceKind } from '@/domain/estate/resource';
import { ConnectorError, type Coverage, type Observation, type ObservationFailure, type ObserveScope } from '../types';
import type { V1ConfigMap } from '@kubernetes/client-node';
import { toConnectorError } from './errors';
import { readList } from './list';
import { toDaemonSet, toEniConfig, toFlannelConfig } from './map';
import { nameOf, toNode } from './map-node';
import {
  type ConfigMapPlace,
  daemonSetsIn,
  ENI_CONFIG,
  FLANNEL_CONFIGS,
  NETWORK_NAMESPACES,
  NODES,
  readConfigMap,
} from './places';
import type { Read } from './read';

type Skipped = Observation['skipped'][number];
type Part = { kind: ResourceKind; resources: ObservedResource[]; skipped: Skipped[]; error?: ConnectorError };
type Understand = (object: unknown) => ObservedResource | string | null;

/**
 * Reads the four kinds of a cluster, each failing alone. A cluster's API holds no routers, so a reading that is narrowed to
 * one finds nothing and concludes nothing.
 */
export async function observe(
  read: Read,
  cluster: string,
  { router }: ObserveScope,
): Promise<Omit<Observation, 'requests'>> {
  if (router !== undefined) return { resources: [], covered: [], partly: [], failures: [], skipped: [] };
  const parts = await Promise.all([
    readPart(
      'node',
      async () => (await readList(read, NODES)).items,
      (object) => toNode(object, cluster),
    ),
    readPart(
      'eni-config',
      async () => [await configMapOrNull(read, ENI_CONFIG)],
      (object) => toEniConfig(object, cluster),
    ),
    readPart(
      'flannel-config',
      async () => [await firstOf(read, FLANNEL_CONFIGS)],
      (object) => toFlannelConfig(object, cluster),
    ),
    readPart(
      'daemon-set',
      async () =>
        (await Promise.all(NETWORK_NAMESPACES.map((each) => readList(read, daemonSetsIn(each))))).flatMap(
          ({ items }) => items,
        ),
      (object) => toDaemonSet(object, cluster),
    ),
  ]);
  return {
    resources: parts.flatMap(({ resources }) => resources),
    covered: parts.filter(isWhole).map(({ kind }): Coverage => ({ kind, within: cluster })),
    partly: parts.filter(isPartly).map(({ kind, skipped }) => ({ kind, within: cluster, rows: skipped })),
    failures: parts.flatMap(({ kind, error }): ObservationFailure[] =>
      error ? [{ kind, within: cluster, error }] : [],
    ),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}

/** Only what was read to its end and understood may be believed to be the whole. */
function isWhole({ error, skipped }: Part): boolean {
  return error === undefined && skipped.length === 0;
}

function isPartly({ error, skipped }: Part): boolean {
  return error === undefined && skipped.length > 0;
}

async function readPart(
  kind: ResourceKind,
  objects: () => Promise<readonly unknown[]>,
  understand: Understand,
): Promise<Part> {
  const part: Part = { kind, resources: [], skipped: [] };
  try {
    const found = new Map<string, ObservedResource>();
    for (const object of await objects()) {
      const understood = understand(object);
      if (understood === null) continue;
      if (typeof understood === 'string') part.skipped.push({ kind, key: nameOf(object), problem: understood });
      else found.set(understood.key, understood);
    }
    part.resources = [...found.values()];
  } catch (thrown) {
    part.error = toConnectorError(thrown, `reading ${kind}`);
  }
  return part;
}

/** The first that is there, in order; null when none is. A place that may not be read leaves the question open. */
async function firstOf(read: Read, places: readonly ConfigMapPlace[]): Promise<V1ConfigMap | null> {
  for (const place of places) {
    const found = await configMapOrNull(read, place);
    if (found) return found;
  }
  return null;
}

async function configMapOrNull(read: Read, place: ConfigMapPlace): Promise<V1ConfigMap | null> {
  try {
    return await read(`read ${place.namespace}/${place.name}`, (client, bounds) =>
      readConfigMap(client, place, bounds),
    );
  } catch (thrown) {
    if (thrown instanceof ConnectorError && thrown.kind === 'not-found') return null;
    throw thrown;
  }
}
