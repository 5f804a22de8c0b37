import type { ErrorParams } from '@/domain/errors';
import type { Estate } from '@/domain/estate/estate';
import { comparePrefixes, containsPrefix, overlaps, parsePrefix, prefixLength, type Prefix } from '@/domain/net/prefix';
import { CLOUD_SERVICES, isPrivatePrefix } from '@/domain/net/special';
import type { BlockRole, LedgerBlock } from './block';

/**
 * Something wrong with blocks that are there. `code` is the validation (`V1`..`V3`) or the failure (`F05`); `kind` has its
 * sentence, filled from `params`; `blocks` are the rows it speaks of, the one to change first.
 */
export type LedgerProblem = {
  code: 'V1' | 'V2' | 'V3' | 'F05';
  kind: LedgerProblemKind;
  severity: 'error' | 'warning';
  blocks: readonly string[];
  params: ErrorParams;
};
export type LedgerProblemKind =
  | 'not-private'
  | 'cloud-services'
  | 'pods-overlap'
  | 'overlap'
  | 'pod-cidr-outside'
  | 'pod-cidr-length'
  | 'pod-cidr-twice'
  | 'outside-parent';

/** Why a prefix may not be planned with at all (V1), or null. */
export function prefixRefusal(prefix: Prefix): 'not-private' | 'cloud-services' | null {
  if (overlaps(prefix, CLOUD_SERVICES)) return 'cloud-services';
  return isPrivatePrefix(prefix) ? null : 'not-private';
}

const PLANNED: ReadonlySet<BlockRole> = new Set(['host', 'lan', 'edge-pods', 'site-block', 'service']);

/** Every rule of the ledger over all of its blocks. */
export function ledgerProblems(blocks: readonly LedgerBlock[], estate: Pick<Estate, 'clusters'>): LedgerProblem[] {
  return [
    ...blocks.flatMap(privateOnly),
    ...overlapsOf(blocks),
    ...servicesAgainstPods(blocks),
    ...outsideParents(blocks),
    ...podCidrs(blocks, estate),
  ];
}

function named(block: LedgerBlock): string {
  return block.owner?.key ?? block.note ?? block.id;
}

function privateOnly(block: LedgerBlock): LedgerProblem[] {
  const kind = PLANNED.has(block.role) ? prefixRefusal(block.prefix) : null;
  if (kind === null) return [];
  return [
    { code: 'V1', kind, severity: 'error', blocks: [block.id], params: { prefix: block.prefix, owner: named(block) } },
  ];
}

function grouped(blocks: readonly LedgerBlock[], by: (block: LedgerBlock) => string): Map<string, LedgerBlock[]> {
  const groups = new Map<string, LedgerBlock[]>();
  for (const block of blocks) {
    const group = groups.get(by(block));
    if (group) group.push(block);
    else groups.set(by(block), [block]);
  }
  return groups;
}

/**
 * Blocks of one level that overlap, each with the nearest one before it that is somebody else's, so that it does not matter which of two
 * equals comes first: a hundred copies are a hundred rows, not ten thousand.
 */
function overlapsOf(blocks: readonly LedgerBlock[]): LedgerProblem[] {
  const byLevel = grouped(
    blocks.filter((each) => each.role !== 'special' && each.role !== 'node-pods'),
    (each) => `${each.routingDomain} ${each.level}`,
  );
  return [...byLevel.values()].flatMap((level) => {
    const open: LedgerBlock[] = [];
    return [...level]
      .sort((a, b) => comparePrefixes(a.prefix, b.prefix))
      .flatMap((block): LedgerProblem[] => {
        while (open.length > 0 && !overlaps((open.at(-1) as LedgerBlock).prefix, block.prefix)) open.pop();
        // What is still open holds all of the block.
        const other = open.findLast((each) => !areOne(each, block));
        open.push(block);
        return other ? [overlapOf(other, block)] : [];
      });
  });
}

/** A site may say a wider and a narrower range of its own hosts, and two VBRs may stand on one link. */
function areOne(a: LedgerBlock, b: LedgerBlock): boolean {
  const sameOwner = a.owner?.key === b.owner?.key && a.role === b.role;
  return (sameOwner && a.role === 'host') || (a.role === 'link' && b.role === 'link' && a.prefix === b.prefix);
}

function overlapOf(a: LedgerBlock, b: LedgerBlock): LedgerProblem {
  const pods = a.role === 'edge-pods' || b.role === 'edge-pods';
  return {
    code: pods ? 'V2' : 'F05',
    kind: pods ? 'pods-overlap' : 'overlap',
    severity: 'error',
    blocks: [a.id, b.id],
    params: { prefix: a.prefix, owner: named(a), other: b.prefix, otherOwner: named(b) },
  };
}

/** Service ranges live in a domain of their own, and still no pod of the same estate may hide behind one. */
function servicesAgainstPods(blocks: readonly LedgerBlock[]): LedgerProblem[] {
  const services = blocks.filter((each) => each.role === 'service');
  const pods = blocks.filter((each) => each.role === 'edge-pods');
  return pods.flatMap((pod) =>
    services.filter((service) => overlaps(service.prefix, pod.prefix)).map((service) => overlapOf(pod, service)),
  );
}

function outsideParents(blocks: readonly LedgerBlock[]): LedgerProblem[] {
  const hosts = grouped(
    blocks.filter((each) => each.role === 'host'),
    (each) => each.site ?? '',
  );
  const pods = grouped(
    blocks.filter((each) => each.role === 'edge-pods'),
    (each) => each.owner?.key ?? '',
  );
  return blocks.flatMap((block): LedgerProblem[] => {
    const parents =
      block.role === 'lan'
        ? hosts.get(block.site ?? '')
        : block.role === 'site-block'
          ? pods.get(block.owner?.key ?? '')
          : undefined;
    if (!parents || parents.some((parent) => containsPrefix(parent.prefix, block.prefix))) return [];
    const parent = parents.map((each) => each.prefix).join(', ');
    const params = { prefix: block.prefix, owner: named(block), parent };
    return [{ code: 'V3', kind: 'outside-parent', severity: 'warning', blocks: [block.id], params }];
  });
}

/** V3: podCIDRs lie in the cluster's range, are all of its length, and no two nodes share one. */
function podCidrs(blocks: readonly LedgerBlock[], estate: Pick<Estate, 'clusters'>): LedgerProblem[] {
  const clusters = new Map(estate.clusters.map((cluster) => [cluster.key, cluster]));
  const seen = new Map<string, LedgerBlock>();
  return blocks
    .filter((each) => each.role === 'node-pods')
    .flatMap((block): LedgerProblem[] => {
      const cluster = clusters.get(block.owner?.within ?? '');
      const wide = block.prefix.includes(':') ? cluster?.edgePodCidr6 : cluster?.edgePodCidr;
      const found = (kind: LedgerProblemKind, params: ErrorParams, others: readonly string[] = []): LedgerProblem => ({
        code: 'V3',
        kind,
        severity: 'error',
        blocks: [block.id, ...others],
        params: { prefix: block.prefix, owner: named(block), ...params },
      });
      const twin = seen.get(block.prefix);
      seen.set(block.prefix, block);
      const length = cluster?.nodeMask;
      return [
        ...(wide !== undefined && !containsPrefix(parsePrefix(wide), block.prefix)
          ? [found('pod-cidr-outside', { parent: wide })]
          : []),
        ...(length !== undefined && !block.prefix.includes(':') && prefixLength(block.prefix) !== length
          ? [found('pod-cidr-length', { length })]
          : []),
        ...(twin ? [found('pod-cidr-twice', { otherOwner: named(twin) }, [twin.id])] : []),
      ];
    });
}
