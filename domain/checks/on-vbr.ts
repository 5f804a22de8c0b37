import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { evidenceOf, groupBy, type EstateIndex } from '@/domain/routing/estate-index';
import { linkProof, type LinkFault } from '@/domain/routing/sessions/link-fault';
import type { Finding } from './finding';
import { sitesBehind } from './required';

type VbrFinding = Pick<Finding, 'code' | 'kind' | 'severity' | 'params' | 'fix'> & { owner?: Finding['owner'] };

/** A finding of which a VBR is the subject; the cloud's network unless somebody else is to act. */
export function onVbr({ key }: Vbr, { owner = 'cloud', params, ...rest }: VbrFinding): Finding {
  return { ...rest, owner, subject: { kind: 'vbr', key }, params: { vbr: key, ...params }, flows: [] };
}

/** The VBRs, where what was read of them is to be believed. */
export function vbrsRead(index: EstateIndex): readonly Vbr[] {
  return evidenceOf(index, 'vbr').kind === 'stale' ? [] : [...index.vbrs.values()];
}

/** The VBRs that lead to a site, by site. */
export function vbrsBySite(index: EstateIndex): ReadonlyMap<string, readonly Vbr[]> {
  const pairs = vbrsRead(index).flatMap((vbr) => sitesBehind(index, vbr).map((site) => ({ site, vbr })));
  const groups = groupBy(pairs, ({ site }) => site);
  return new Map([...groups].map(([site, each]) => [site, each.map(({ vbr }) => vbr)]));
}

/** An error is what lets nothing pass: no session over the link shows that it works all the same. */
export function severityOfLink(
  index: EstateIndex,
  vbr: Vbr,
  fault: Pick<LinkFault, 'kind' | 'family'> | null,
  gateway: Gateway | undefined,
): 'error' | 'warning' {
  return fault && linkProof(index, vbr, gateway, fault) === null ? 'error' : 'warning';
}
