/**
 * How a body differs from a sample of the same operation: a key too many, a key too few, another JSON type. Rows of a list are
 * compared with the sample's row that is nearest; a list that is empty on either side says nothing.
 */
export function shapeDifferences(body: unknown, sample: unknown, at = '$'): string[] {
  if (Array.isArray(body) && Array.isArray(sample)) {
    if (sample.length === 0) return [];
    return body.flatMap((each, index) =>
      nearest(sample.map((known) => shapeDifferences(each, known, `${at}[${index}]`))),
    );
  }
  if (isObject(body) && isObject(sample)) {
    const keys = [...new Set([...Object.keys(body), ...Object.keys(sample)])];
    return keys.flatMap((key) => {
      if (!(key in sample)) return [`${at}.${key} is not in the sample`];
      if (!(key in body)) return [`${at}.${key} is missing`];
      return shapeDifferences(body[key], sample[key], `${at}.${key}`);
    });
  }
  return typeName(body) === typeName(sample) ? [] : [`${at} is ${typeName(body)}, not ${typeName(sample)}`];
}

function nearest(candidates: readonly string[][]): string[] {
  return candidates.reduce((best, each) => (each.length < best.length ? each : best));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
