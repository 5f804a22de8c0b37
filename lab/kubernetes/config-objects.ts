import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '@/domain/estate/cluster';
import { without } from '@/domain/estate/projection';
import { isRecord, type KubeObject } from './object';

/** Stands in eni_conf in clear, as access keys do: search the product for it, it must be nowhere. */
const PLANTED = { access_key: 'CANARY-access-key', access_secret: 'CANARY-access-secret' };
const ENI = { namespace: 'kube-system', name: 'eni-config' };
const FLANNEL_NAME = 'kube-flannel-cfg';

type Problem = 'not-json' | 'not-an-object';
type Config = { value: Record<string, unknown> } | { problem: Problem };
/** A key of a ConfigMap's data, or null for a ConfigMap without it. */
type Wanted = { namespace: string; name: string; key: string; config: Config | null };

function wantedIn(cluster: Cluster): readonly Wanted[] {
  const { terway, flannel } = cluster;
  const eniProblem = terway?.eniConfigFacts?.problem;
  const eni = configOf(terway?.eniConfig, eniProblem === 'no-eni-conf' ? null : eniProblem);
  const net = configOf(flannel?.netConf, flannel?.problem);
  const namespace = flannel?.namespace ?? (cluster.managed === false ? 'kube-flannel' : 'kube-system');
  return [
    ...(eni === undefined ? [] : [{ ...ENI, key: 'eni_conf', config: eni }]),
    ...(net === undefined ? [] : [{ namespace, name: FLANNEL_NAME, key: 'net-conf.json', config: net }]),
  ];
}

/** undefined: there is no such object. */
function configOf(
  value: Record<string, unknown> | undefined,
  problem: Problem | 'missing' | null | undefined,
): Config | null | undefined {
  if (problem === 'missing') return undefined;
  if (problem === null) return null;
  if (problem !== undefined) return { problem };
  return value === undefined ? undefined : { value };
}

/** The two configurations of the network as ConfigMaps; texts that already say so are left as somebody wrote them. */
export function configObjects(
  cluster: Cluster,
  current: (namespace: string, name: string) => KubeObject | undefined,
  born: string,
): readonly KubeObject[] {
  const facts = cluster.terway?.eniConfigFacts;
  return wantedIn(cluster).map(({ namespace, name, key, config }) => {
    const before = current(namespace, name);
    const data = { ...(isRecord(before?.['data']) ? before['data'] : {}) };
    if (config === null) delete data[key];
    else if (!isDeepStrictEqual(configIn(data[key]), config)) data[key] = textOf(config, name === ENI.name);
    const stated = before === undefined && name === ENI.name ? facts : undefined;
    const managedFields = stated?.managers.map(({ manager, operation, at }) => ({
      ...{ manager, operation, time: at, apiVersion: 'v1', fieldsType: 'FieldsV1' },
      fieldsV1: { 'f:data': { [`f:${key}`]: {} } },
    }));
    const metadata = before?.metadata ?? {
      ...{ name, namespace, creationTimestamp: born },
      ...(managedFields ? { managedFields } : {}),
      ...(stated?.resourceVersion ? { resourceVersion: stated.resourceVersion } : {}),
    };
    return { apiVersion: 'v1', kind: 'ConfigMap', ...before, metadata, data };
  });
}

function textOf(config: Config, hasKeys: boolean): string {
  if ('problem' in config) return config.problem === 'not-json' ? '{ "version": ' : '[]';
  return JSON.stringify(hasKeys ? { ...config.value, ...PLANTED } : config.value);
}

function configIn(text: unknown): Config | null {
  if (typeof text !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What somebody wrote by hand need not be JSON; the estate then says so.
    return { problem: 'not-json' };
  }
  if (!isRecord(value)) return { problem: 'not-an-object' };
  const open = Object.entries(value).filter(([name]) => !(name in PLANTED));
  return { value: Object.fromEntries(open) };
}

/** The cluster as it is after somebody wrote, or (null) deleted, a ConfigMap. */
export function withConfigObject(
  cluster: Cluster,
  place: { namespace: string; name: string },
  object: KubeObject | null,
) {
  const data = isRecord(object?.['data']) ? object['data'] : {};
  if (place.name === ENI.name && place.namespace === ENI.namespace)
    return { ...cluster, terway: terwayAfter(cluster, object, configIn(data['eni_conf'])) };
  const isFlannel = place.name === FLANNEL_NAME && ['kube-system', 'kube-flannel'].includes(place.namespace);
  if (!isFlannel) return cluster;
  if (object === null) return { ...cluster, flannel: undefined };
  const config = configIn(data['net-conf.json']) ?? { problem: 'not-json' as const };
  const said = 'problem' in config ? config : { netConf: config.value };
  return { ...cluster, flannel: { namespace: place.namespace, ...said } };
}

function terwayAfter(cluster: Cluster, object: KubeObject | null, config: Config | null): Cluster['terway'] {
  const terway = without(cluster.terway ?? {}, ['eniConfig', 'eniConfigFacts']);
  if (object === null) return terway;
  if (config === null) return { ...terway, eniConfigFacts: { managers: [], problem: 'no-eni-conf' } };
  if ('problem' in config) return { ...terway, eniConfigFacts: { managers: [], problem: config.problem } };
  return { ...terway, eniConfig: config.value };
}
