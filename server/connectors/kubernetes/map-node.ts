import type { z } from 'zod';
import type { KubeNode } from '@/domain/estate/cluster';
import { without } from '@/domain/estate/projection';
import { inClusterKey, type ResourceOf } from '@/domain/estate/resource';
import { tryParseAddress } from '@/domain/net/address';
import { tryParsePrefix } from '@/domain/net/prefix';
import { plainText } from '../plain-text';
import { Condition, NodeAddress, NodeRow, plain } from './schema';

type Row = z.output<typeof NodeRow>;

const POOL = 'alibabacloud.com/nodepool-id';
const EDGE = 'alibabacloud.com/is-edge-worker';
const ZONES = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];
/** What Flannel's subnet manager writes on a node (flannel, pkg/subnet/kube/annotations.go). */
const FLANNEL = 'flannel.alpha.coreos.com/';

/** A node as a domain value. A text: why it is not understood. */
export function toNode(object: unknown, cluster: string): ResourceOf<'node'> | string {
  const parsed = NodeRow.safeParse(object);
  if (!parsed.success) return 'it has no name';
  const row = parsed.data;
  const { name } = row.metadata;
  const attributes: KubeNode & { cluster: string } = {
    name,
    cluster,
    pool: label(row, POOL),
    edge: flag(label(row, EDGE)),
    zone: ZONES.map((zone) => label(row, zone)).find((zone) => zone !== undefined),
    ...addressesOf(row),
    ...subnetsOf(row),
    ready: readyOf(row),
    // Absent means that pods may come.
    schedulable: row.spec?.unschedulable !== true,
    kubeletVersion: row.status?.nodeInfo?.kubeletVersion,
    flannel: flannelOf(row),
  };
  return { kind: 'node', key: inClusterKey(cluster, name), attributes: without(attributes, []) };
}

/** The name of an object that was not understood, as far as it can be shown. */
export function nameOf(object: unknown): string {
  const name = (object as { metadata?: { name?: unknown } } | null)?.metadata?.name;
  return plain(253).safeParse(name).data ?? '?';
}

function label(row: Row, name: string): string | undefined {
  const value = row.metadata.labels?.[name];
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(value) ? value : undefined;
}

function flag(text: string | undefined): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function addressesOf(row: Row): Pick<KubeNode, 'address' | 'address6'> {
  const internal = (row.status?.addresses ?? []).flatMap((each) => {
    const parsed = NodeAddress.safeParse(each);
    return parsed.success && parsed.data.type === 'InternalIP' ? [parsed.data.address] : [];
  });
  const addresses = internal.flatMap((text) => {
    const parsed = tryParseAddress(text);
    return parsed.ok ? [parsed.value] : [];
  });
  return {
    address: addresses.find((each) => !each.includes(':')),
    address6: addresses.find((each) => each.includes(':')),
  };
}

/** Clusters of 1.20 and before took host bits in a podCIDR. What such a node owns is a guess, so none is made. */
function subnetsOf(row: Row): Pick<KubeNode, 'podCidr' | 'podCidr6' | 'podCidrAsWritten'> {
  const several = Array.isArray(row.spec?.podCIDRs) ? (row.spec.podCIDRs as unknown[]) : [];
  const texts = several.length > 0 ? several : row.spec?.podCIDR ? [row.spec.podCIDR] : [];
  const found: Pick<KubeNode, 'podCidr' | 'podCidr6' | 'podCidrAsWritten'> = {};
  for (const each of texts) {
    const text = typeof each === 'string' ? each : '';
    const parsed = tryParsePrefix(text);
    if (!parsed.ok) found.podCidrAsWritten ??= plainText(text || '?').slice(0, 64);
    else found[parsed.value.includes(':') ? 'podCidr6' : 'podCidr'] ??= parsed.value;
  }
  return found;
}

function readyOf(row: Row): boolean | undefined {
  for (const each of row.status?.conditions ?? []) {
    const { data } = Condition.safeParse(each);
    // Unknown: the node has not been heard of, and counts as not ready for the cluster too.
    if (data?.type === 'Ready') return data.status === 'True';
  }
  return undefined;
}

function flannelOf(row: Row): KubeNode['flannel'] {
  const annotation = (name: string) => {
    const value = row.metadata.annotations?.[`${FLANNEL}${name}`];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const managed = annotation('kube-subnet-manager');
  const backendType = plain(64).safeParse(annotation('backend-type')).data;
  const address = tryParseAddress(annotation('public-ip') ?? '');
  if (managed === undefined && backendType === undefined && !address.ok) return undefined;
  return without({ backendType, publicIp: address.ok ? address.value : undefined, ready: flag(managed) }, []);
}
