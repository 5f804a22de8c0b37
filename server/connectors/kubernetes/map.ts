import type { z } from 'zod';
import { Terway } from '@/domain/estate/cluster';
import { without } from '@/domain/estate/projection';
import { inClusterKey, type ResourceOf } from '@/domain/estate/resource';
import { ConfigMap, Container, DaemonSetRow, ManagedFields } from './schema';
import { withoutSecrets } from './secrets';

type Config = { ok: true; value: Record<string, unknown> } | { ok: false; problem: 'not-json' | 'not-an-object' };

/** kube-system/eni-config; null: there is none. The keys in it are gone before anything else sees it. */
export function toEniConfig(object: unknown, cluster: string): ResourceOf<'eni-config'> | string {
  const key = inClusterKey(cluster, 'eni-config');
  if (object === null) return { kind: 'eni-config', key, attributes: { cluster, managers: [], problem: 'missing' } };
  const parsed = ConfigMap.safeParse(object);
  if (!parsed.success) return 'it is not a ConfigMap';
  const { metadata, data } = parsed.data;
  const facts = { cluster, resourceVersion: metadata.resourceVersion, managers: managersOf(metadata.managedFields) };
  const text = data?.['eni_conf'];
  if (typeof text !== 'string') {
    return { kind: 'eni-config', key, attributes: { ...without(facts, []), problem: 'no-eni-conf' } };
  }
  const config = configIn(text);
  const found = config.ok ? { eniConfig: asTerway(config.value) } : { problem: config.problem };
  return { kind: 'eni-config', key, attributes: { ...without(facts, []), ...found } };
}

/** Flannel's configuration in the namespace where it was found; null: in none. */
export function toFlannelConfig(object: unknown, cluster: string): ResourceOf<'flannel-config'> | string {
  const key = inClusterKey(cluster, 'flannel');
  if (object === null) return { kind: 'flannel-config', key, attributes: { cluster, problem: 'missing' } };
  const parsed = ConfigMap.safeParse(object);
  if (!parsed.success) return 'it is not a ConfigMap';
  const { metadata, data } = parsed.data;
  const place = without({ cluster, namespace: metadata.namespace?.slice(0, 64) }, []) as {
    cluster: string;
    namespace?: string;
  };
  const text = data?.['net-conf.json'];
  const config: Config = typeof text === 'string' ? configIn(text) : { ok: false, problem: 'not-json' };
  const found = config.ok ? { netConf: asFlannel(config.value) } : { problem: config.problem };
  return { kind: 'flannel-config', key, attributes: { ...place, ...found } };
}

/** The daemon sets that carry the network: Terway's and Flannel's under their vendors' names. */
const NETWORK_SETS = /^(?:kube-)?(?:terway|flannel)/;

/** null: a daemon set of something else. */
export function toDaemonSet(object: unknown, cluster: string): ResourceOf<'daemon-set'> | string | null {
  const parsed = DaemonSetRow.safeParse(object);
  if (!parsed.success) return 'it has no name';
  const { metadata, spec, status } = parsed.data;
  const { name, namespace, generation } = metadata;
  if (!NETWORK_SETS.test(name)) return null;
  if (namespace === undefined || namespace.length > 64) return 'it has no namespace';
  const seen = status?.observedGeneration;
  const [first] = spec?.template?.spec?.containers ?? [];
  const attributes = {
    cluster,
    namespace,
    name,
    desired: status?.desiredNumberScheduled,
    updated: status?.updatedNumberScheduled,
    ready: status?.numberReady,
    available: status?.numberAvailable,
    observedNewest: seen === undefined || generation === undefined ? undefined : seen >= generation,
    image: Container.safeParse(first).data?.image,
    ...(name.includes('flannel') ? masquerade(Container.safeParse(first).data) : {}),
  };
  return { kind: 'daemon-set', key: inClusterKey(cluster, namespace, name), attributes: without(attributes, []) };
}

/** Flannel's `--ip-masq`, off unless it is given; nothing is said of a container without arguments, whose image may give it. */
function masquerade(container: z.output<typeof Container> | undefined): { masquerades?: boolean } {
  const given = [...(container?.command ?? []), ...(container?.args ?? [])];
  const flags = given.flatMap(
    (each) => /^--?ip-masq(?:=(.*))?$/.exec(each)?.[1] ?? (/^--?ip-masq$/.test(each) ? 'true' : []),
  );
  if (given.length === 0) return {};
  return { masquerades: ['true', 't', '1'].includes(flags.at(-1)?.toLowerCase() ?? '') };
}

function configIn(text: string): Config {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A person's slip of the hand; the parser would quote what it stumbled over.
    return { ok: false, problem: 'not-json' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, problem: 'not-an-object' };
  return { ok: true, value: withoutSecrets(value) as Record<string, unknown> };
}

/** Members that the product reads have the shape it expects, or are left out. Terway's keys are case-sensitive. */
function asTerway(config: Record<string, unknown>): Record<string, unknown> {
  const { eniConfig } = Terway.shape;
  const odd = ['vswitches', 'security_group', 'security_groups'].filter(
    (name) => !eniConfig.safeParse({ [name]: config[name] }).success,
  );
  return without(config, odd);
}

/** Flannel takes its keys in any case, the last one winning; the product reads `Network`. */
function asFlannel(config: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(config).filter((name) => name.toLowerCase() === 'network');
  const network = config[names.at(-1) ?? ''];
  return { ...without(config, names), ...(typeof network === 'string' ? { Network: network } : {}) };
}

function managersOf(fields: z.output<typeof ConfigMap>['metadata']['managedFields']) {
  return (fields ?? []).slice(0, 64).flatMap((each) => {
    const parsed = ManagedFields.safeParse(each);
    if (!parsed.success) return [];
    const { manager, operation, time } = parsed.data;
    return [without({ manager, operation, at: time }, []) as { manager: string; operation?: string; at?: string }];
  });
}
