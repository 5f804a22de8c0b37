import type { Cluster } from '@/domain/estate/cluster';
import type { ResourceKind } from '@/domain/estate/resource';
import type { BlockOwnerKind, BlockRole, LedgerBlock } from '@/domain/ledger/block';
import { ledgerOf } from '@/domain/ledger/blocks-of-estate';
import { ledgerProblems, type LedgerProblem } from '@/domain/ledger/rules';
import { oncePer } from '@/domain/memo';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { findingKey, type Finding } from '../finding';
import type { StandingCheck } from '../standing';

/** Which reading a block rests on; what is not named here is declared. */
const READ_AS: Partial<Record<BlockRole, ResourceKind>> = {
  vpc: 'vpc',
  'v-switch': 'v-switch',
  link: 'vbr',
  'edge-pods': 'cluster',
  service: 'cluster',
};

const OWNER: Readonly<Record<Exclude<BlockOwnerKind, 'cloud'>, Finding['owner']>> = {
  site: 'idc',
  lan: 'idc',
  vpc: 'cloud',
  'v-switch': 'cloud',
  vbr: 'cloud',
  cluster: 'cluster',
  node: 'cluster',
};

/** Addresses that mean two things (F05, V2), and a site's own use of the cloud's service range (F30). */
export const addresses: StandingCheck = ({ index }) => {
  const { estate } = index;
  const blocks = ledgerOf({ ...estate, clusters: estate.clusters.map(withoutNodes) }, { sites: [], clusters: [] }, [])
    .filter((block) => isBelieved(index, block))
    .sort(byName);
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const found = ledgerProblems(blocks, estate).flatMap((problem) => [
    ...overlap(problem, byId),
    ...cloudServices(problem, byId),
  ]);
  return [...new Map(found.map((each) => [findingKey(each), each])).values()];
};

const withoutNodes = oncePer((cluster: Cluster): Cluster => ({ ...cluster, nodes: [] }));

function isBelieved(index: EstateIndex, { role, owner }: LedgerBlock): boolean {
  const kind = READ_AS[role];
  return kind === undefined || evidenceOf(index, kind, owner?.within ?? owner?.key).kind !== 'stale';
}

/** So that of two that collide the same one is always named first. */
function byName(a: LedgerBlock, b: LedgerBlock): number {
  return a.id < b.id ? -1 : 1;
}

type ById = ReadonlyMap<string, LedgerBlock>;

/** VPCs that never meet may share a range, so theirs is a warning; vSwitches overlap only where their VPCs do. */
function overlap({ code, kind, params, blocks }: LedgerProblem, byId: ById): readonly Finding[] {
  if (kind !== 'overlap' && kind !== 'pods-overlap') return [];
  const [other, block] = blocks.map((id) => byId.get(id));
  if (!block || !other || block.role === 'v-switch' || other.role === 'v-switch') return [];
  const severity = block.role === 'vpc' && other.role === 'vpc' ? 'warning' : 'error';
  const { prefix, owner, otherOwner } = params;
  return onOwner(block, {
    code,
    kind: 'addresses-overlap',
    severity,
    params: { prefix: block.prefix, of: otherOwner ?? '', other: prefix ?? '', otherOf: owner ?? '' },
  });
}

function cloudServices({ kind, params, blocks }: LedgerProblem, byId: ById): readonly Finding[] {
  const block = byId.get(blocks[0] ?? '');
  if (kind !== 'cloud-services' || !block) return [];
  const { prefix, owner } = params;
  return onOwner(block, {
    code: 'F30',
    kind: 'cloud-services-range',
    severity: 'warning',
    params: { prefix: prefix ?? '', of: owner ?? '' },
  });
}

function onOwner(block: LedgerBlock, rest: Pick<Finding, 'code' | 'kind' | 'severity' | 'params'>): readonly Finding[] {
  const { owner } = block;
  if (!owner || owner.kind === 'cloud') return [];
  return [{ ...rest, owner: OWNER[owner.kind], subject: { kind: owner.kind, key: owner.key }, flows: [] }];
}
