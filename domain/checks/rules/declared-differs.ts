import type { EstateIndex } from '@/domain/routing/estate-index';
import { localHosts } from '@/domain/routing/sessions/bgp-session';
import { ABSENT } from '@/domain/topology/compared-members';
import { driftIn, type Drift, type DriftedField } from '../drift';
import type { CheckContext, Finding, FindingSeverity } from '../finding';

const SECURITY_GROUP = 'terway.eniConfig.security_group';

/** Fields that no packet asks for: a name of the gateway, and what only tells how a range is cut or a pool was made. */
const ASIDE: ReadonlySet<string> = new Set(['routerId', 'nodeMask', 'interconnect', 'intranet']);

/**
 * An object that is read and is not as it is declared (C08): somebody changed the one and not the other. A warning where a field
 * decides which way packets go, else a notice. What another rule has said already with its consequences is not said again:
 * `found` is what the others found.
 */
export function declaredDiffers(
  { index, declared }: Pick<CheckContext, 'index' | 'declared'>,
  found: readonly Finding[],
): readonly Finding[] {
  const drifts = driftIn(index, declared);
  if (drifts.length === 0) return [];
  const told = toldBy(index, found);
  return drifts.flatMap((drift) => {
    const left = drift.fields.filter(({ field }) => !told.has(`${drift.subject.kind} ${drift.subject.key} ${field}`));
    const fields = [...left].sort((a, b) => Number(isAside(a)) - Number(isAside(b)));
    return fields[0] ? [findingOf(drift, fields, fields[0])] : [];
  });
}

function findingOf({ subject, within, owner }: Drift, fields: readonly DriftedField[], first: DriftedField): Finding {
  const { name, member } = named(first.field);
  const severity: FindingSeverity = isAside(first) ? 'notice' : 'warning';
  return {
    code: 'C08',
    kind: 'declared-differs',
    severity,
    owner,
    subject,
    params: {
      of: subject.kind,
      object: subject.key,
      within,
      cause: name,
      member,
      declared: first.declared,
      observed: first.observed,
      there: first.declared === ABSENT ? 'observed' : first.observed === ABSENT ? 'declared' : 'both',
      more: fields.length - 1,
      fields: fields.map(({ field }) => field).join(' '),
    },
    flows: [],
  };
}

/** The differing fields that a finding is about, as they are now. */
export function fieldsOfDrift(
  context: Pick<CheckContext, 'index' | 'declared'>,
  { subject, params }: Finding,
): readonly DriftedField[] {
  const names = String(params.fields).split(' ');
  const drift = driftIn(context.index, context.declared).find(
    (each) => each.subject.kind === subject.kind && each.subject.key === subject.key && each.within === params.within,
  );
  return names.flatMap((name) => drift?.fields.filter(({ field }) => field === name) ?? []);
}

function isAside({ field }: DriftedField): boolean {
  return ASIDE.has(field);
}

/** `bgpPeers|172.16.0.2` is a member of a list, `terway.eniConfig.vswitches.cn-hangzhou-i` the vSwitches of a zone. */
function named(field: string): { name: string; member: string } {
  const zone = /^terway\.eniConfig\.vswitches\.(.*)$/su.exec(field)?.[1];
  if (zone !== undefined) return { name: 'vSwitches', member: zone };
  if (field === SECURITY_GROUP) return { name: 'securityGroup', member: '' };
  const [name = field, member = ''] = field.split('|');
  return { name, member };
}

/** Fields of which another finding says more than that they differ: which session it costs, or who wrote them. */
function toldBy({ vbrs, estate }: EstateIndex, found: readonly Finding[]): ReadonlySet<string> {
  const fields = found.flatMap(({ kind, params, subject }): readonly string[] => {
    switch (kind) {
      case 'bgp-session-down':
      case 'session-unexpected': {
        const gateway = `gateway ${params.gateway ?? ''}`;
        const vbr = vbrs.get(String(params.vbr));
        const peers = (vbr ? localHosts(vbr) : []).map((host) => `${gateway} bgpPeers|${host}`);
        if (params.cause === 'asn') return [`${gateway} asn`, ...peers];
        return params.cause === 'unconfigured' ? peers : [];
      }
      case 'gateway-has-cloud-asn':
        return [`gateway ${subject.key} asn`];
      case 'eni-config-edited':
      case 'eni-config-unreadable': {
        const cluster = estate.clusters.find(({ key }) => key === subject.key);
        const zones = Object.keys(cluster?.terway?.eniConfig?.vswitches ?? {});
        return [SECURITY_GROUP, ...zones.map((zone) => `terway.eniConfig.vswitches.${zone}`)].map(
          (field) => `cluster ${subject.key} ${field}`,
        );
      }
      default:
        return [];
    }
  });
  return new Set(fields);
}
