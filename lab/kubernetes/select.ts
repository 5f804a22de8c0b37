import { type KubeObject, isRecord } from './object';
import { badRequest } from './status';

export type Selection = (object: KubeObject) => boolean;

/** The objects that a list or watch is about, as `fieldSelector` and `labelSelector` say. @throws StatusError 400 */
export function selectionOf(query: URLSearchParams, namespace: string | undefined): Selection {
  const fields = requirements(query.get('fieldSelector') ?? '').map(fieldTest);
  const labels = requirements(query.get('labelSelector') ?? '').map(labelTest);
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    [...fields, ...labels].every((test) => test(object));
}

function requirements(text: string): string[] {
  // A comma inside brackets belongs to a set.
  return text === '' ? [] : text.split(/,(?![^(]*\))/).map((each) => each.trim());
}

function fieldTest(requirement: string): Selection {
  const match = /^([A-Za-z.]+)\s*(==|=|!=)\s*(.*)$/.exec(requirement);
  if (!match) throw badRequest(`invalid field selector: ${requirement}`);
  const [, field = '', operator, value] = match;
  const path = field.split('.');
  const found = (object: KubeObject) => {
    const at = path.reduce<unknown>((holder, name) => (isRecord(holder) ? holder[name] : undefined), object);
    return at === undefined || at === null ? '' : String(at as string | number | boolean);
  };
  return (object) => (found(object) === value) === (operator !== '!=');
}

function labelTest(requirement: string): Selection {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(requirement);
  if (set) {
    const [, key = '', operator, values = ''] = set;
    const wanted = values.split(',').map((each) => each.trim());
    return (object) => wanted.includes(object.metadata.labels?.[key] ?? '') === (operator === 'in');
  }
  const match = /^(!?)([^=!\s]+)(?:\s*(==|=|!=)\s*(.*))?$/.exec(requirement);
  if (!match) throw badRequest(`unable to parse requirement: ${requirement}`);
  const [, not, key = '', operator, value] = match;
  if (operator === undefined) return (object) => (object.metadata.labels?.[key] !== undefined) === (not === '');
  return (object) => (object.metadata.labels?.[key] === value) === (operator !== '!=');
}
