import type { Check, Finding } from '../finding';
import { evidenceOf } from '@/domain/routing/estate-index';

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
