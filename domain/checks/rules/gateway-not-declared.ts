import type { Check, Finding } from '../finding';
import { KINDS_OF, type ResourceKind } from '@/domain/estate/resource';

const OF_GATEWAYS: ReadonlySet<ResourceKind> = new Set(KINDS_OF.gobgp);

/**
 * A source reads a gateway that nobody has declared (C09): it has no site and no neighbours to be held against, so what is read of it
 * is shown nowhere. Most often its key is spelt in two ways.
 */
export const gatewayNotDeclared: Check = ({ index, parts }) => {
  const seen = new Map<string, string>();
  for (const { kind, within, source, observedAt, stale } of parts) {
    if (!OF_GATEWAYS.has(kind) || within === undefined || observedAt === null || stale) continue;
    if (!index.gateways.has(within)) seen.set(within, source);
  }
  return [...seen].map(([gateway, source]): Finding => {
    const params = { gateway, source };
    const subject = { kind: 'source', key: source } as const;
    return { code: 'C09', kind: 'gateway-not-declared', severity: 'warning', owner: 'idc', subject, params, flows: [] };
  });
};
