import { tryParsePrefix } from '@/domain/net/prefix';
import { isRecord, type KubeObject, type Loose, recordOf } from './object';
import type { ResourceType } from './resources';
import { type Cause, invalid, StatusError } from './status';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME_RULE =
  'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, "-" or ".", and must start and end with an alphanumeric character';
const LARGEST_CONFIG_MAP = 1024 * 1024;

/** @throws StatusError 422 for what a real API server refuses to store */
export function assertStorable(type: ResourceType, object: KubeObject, before: KubeObject | undefined): void {
  const { name } = object.metadata;
  const causes: Cause[] = [];
  if (name.length > 253 || !NAME.test(name))
    causes.push(because('FieldValueInvalid', 'metadata.name', `Invalid value: "${name}": ${NAME_RULE}`));
  if (type.kind === 'ConfigMap') causes.push(...configMapCauses(object));
  if (type.kind === 'Node') causes.push(...nodeCauses(recordOf(object, 'spec'), before && recordOf(before, 'spec')));
  if (causes.length > 0) throw invalid(type, name, causes);
}

function because(reason: string, field: string, message: string): Cause {
  return { reason, field, message };
}

function configMapCauses(object: KubeObject): Cause[] {
  const data = object['data'];
  if (data === undefined || data === null) return [];
  if (!isRecord(data)) return [because('FieldValueInvalid', 'data', 'Invalid value: must be a map')];
  const size = Object.values(data).reduce<number>((sum, value) => sum + Buffer.byteLength(String(value)), 0);
  return size > LARGEST_CONFIG_MAP
    ? [because('FieldValueTooLong', '', `Too long: may not be more than ${LARGEST_CONFIG_MAP} bytes`)]
    : [];
}

/** Where both spellings are there and differ, the single one counts, as in the conversion of a real server. */
function podCidrsIn(spec: Loose): unknown[] {
  const several = Array.isArray(spec['podCIDRs']) ? (spec['podCIDRs'] as unknown[]) : [];
  const one = spec['podCIDR'];
  return !one || several[0] === one ? several : [one];
}

/** Set once, by whom it may be, and never changed: a node that is to have another subnet is another node. */
function nodeCauses(spec: Loose, before: Loose | undefined): Cause[] {
  const held = before ? podCidrsIn(before) : [];
  const wanted = podCidrsIn(spec);
  if (held.length > 0 && JSON.stringify(held) !== JSON.stringify(wanted)) {
    const rule = 'Forbidden: node updates may not change podCIDR except from "" to valid';
    return [because('FieldValueForbidden', 'spec.podCIDRs', rule)];
  }
  return wanted.flatMap((each, at) =>
    tryParsePrefix(String(each)).ok
      ? []
      : [
          because(
            'FieldValueInvalid',
            `spec.podCIDRs[${at}]`,
            `Invalid value: "${String(each)}": must be a valid CIDR`,
          ),
        ],
  );
}

const MEMBERS: Readonly<Record<string, ReadonlySet<string>>> = {
  ConfigMap: new Set(['apiVersion', 'kind', 'metadata', 'data', 'binaryData', 'immutable']),
  Node: new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']),
};

/**
 * `fieldValidation=Strict`: a member that the kind does not know is refused, and the refusal quotes the whole object, whatever
 * stands in it. That is how a real server does it, so whoever logs messages of errors logs secrets.
 */
export function assertStrict(type: ResourceType, object: KubeObject): void {
  const known = MEMBERS[type.kind];
  const odd = known ? Object.keys(object).find((member) => !known.has(member)) : undefined;
  if (odd === undefined) return;
  const quoted = `strict decoding error: unknown field "${odd}" in ${JSON.stringify(object)}`;
  const causes = [{ reason: 'FieldValueInvalid', field: 'patch', message: `Invalid value: ${quoted}` }];
  throw new StatusError(422, 'Invalid', ` "" is invalid: patch: Invalid value: ${quoted}`, { causes });
}
