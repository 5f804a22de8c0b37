import type { Check, Finding } from './finding';
import { KINDS_OF, type ResourceKind } from '@/domain/estate/resource';
import { evidenceOf } from '@/domain/routing/estate-index';

const OF_GATEWAYS: ReadonlySet<ResourceKind> = new Set(KINDS_OF.gobgp);

/**
 * A source reads a gateway that nobody has declared (C09): it has no site and no neighbours to be held against, so what is read of it
 * is shown nowhere. Most often its key is spelt in two ways.
 */
export const gatewayNotDeclared: Check = ({ index, parts }) => {
  const declared = new Set(index.estate.gateways.map(({ key }) => key));
  const seen = new Map<string, string>();
  for (const { kind, within, source, observedAt, stale } of parts) {
    if (!OF_GATEWAYS.has(kind) || within === undefined || observedAt === null || stale) continue;
    if (!declared.has(within)) seen.set(within, source);
  }
  return [...seen].map(([gateway, source]): Finding => {
    const params = { gateway, source };
    const subject = { kind: 'source', key: source } as const;
    return { code: 'C09', kind: 'gateway-not-declared', severity: 'warning', owner: 'idc', subject, params, flows: [] };
  });
};

/**
 * Facts are declared of a VPC, VBR or circuit that no source shows although all of its kind were read (C10): they are used nowhere.
 * Its key is misspelt, it has been deleted, or the account it lies in is not read.
 */
export const declaredNotObserved: Check = ({ index, declared }) => {
  if (!declared) return [];
  const { estate } = index;
  return [
    ...missing('vpc', declared.vpcs, estate.vpcs),
    ...missing('vbr', declared.vbrs, estate.vbrs),
    ...missing('physical-connection', declared.physicalConnections, estate.physicalConnections),
  ].filter(({ subject }) => evidenceOf(index, subject.kind).kind === 'fresh');
};

type Keyed = readonly { key: string }[];
type Missing = Finding & { subject: { kind: 'vpc' | 'vbr' | 'physical-connection' } };

function missing(kind: Missing['subject']['kind'], declared: Keyed, observed: Keyed): readonly Missing[] {
  const known = new Set(observed.map(({ key }) => key));
  return declared
    .filter(({ key }) => !known.has(key))
    .map(({ key }) => ({
      ...({ code: 'C10', kind: 'declared-not-observed', severity: 'notice', owner: 'cloud' } as const),
      ...{ subject: { kind, key }, params: { of: kind, object: key }, flows: [] },
    }));
}
