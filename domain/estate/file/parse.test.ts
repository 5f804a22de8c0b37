import { describe, expect, it, vi } from 'vitest';
import type { FileError } from './document';
import { parseEstateFile } from './parse';

const HEAD = 'metadata: { name: test }\n';

/** `line:column code` of every error, for reading at a glance. */
function errorsOf(text: string, format?: 'yaml' | 'json'): string[] {
  const result = parseEstateFile(text, { format });
  return result.ok ? [] : result.errors.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

function firstError(text: string) {
  const result = parseEstateFile(text);
  return result.ok ? null : result.errors[0];
}

// Files at the limits take their time where the machine is shared.
vi.setConfig({ testTimeout: 60_000 });

describe('an estate file', () => {
  it('may be as small as its name; what is left out is unknown or none', () => {
    expect(parseEstateFile(HEAD)).toEqual({
      ok: true,
      estate: expect.objectContaining({
        apiVersion: 'causeway/v1',
        kind: 'Estate',
        metadata: { name: 'test' },
        vpcs: [],
      }),
    });
  });

  it('is YAML or JSON, with or without a byte order mark', () => {
    expect(errorsOf('\uFEFF{"metadata":\n\t{"name": "test"}}', 'json')).toEqual([]);
  });

  it('reports every error at once, each with its line', () => {
    const text = [
      'apiVersion: causeway/v2',
      'metadata: { title: { en: No name } }',
      'sites:',
      '  - key: dc-a',
      '    kind: data-center',
      '    hostPrefixes: [172.16.0.1/16, 10/8]',
      '  - key: dc-a',
      '    kind: data-centre',
      '    lanes: []',
      'vbrs:',
      '  - key: vbr-a',
      '    physicalConnections: [pc-b]',
      '    vlanId: 4000',
      '    vlanId: 100',
      'physicalConnections: [{ key: pc-a }]',
      'flows:',
      '  - { key: f, from: { pool: np-x }, to: { site: dc-b } }',
    ].join('\n');
    expect(errorsOf(text)).toEqual([
      '1:1 not-one-of',
      '2:1 missing-key',
      '5:5 not-one-of',
      '6:20 host-bits-set',
      '6:35 not-a-prefix',
      '7:5 duplicate-object',
      '9:5 unknown-key',
      '12:27 unknown-reference',
      '13:5 too-large',
      '14:5 duplicate-key',
      '17:23 unknown-reference',
      '17:43 unknown-reference',
    ]);
  });

  it('lets pass what it names of sources where those are beside it, and nothing that is its own', () => {
    const text = [
      HEAD.trim(),
      'sites: [{ key: dc-a, kind: data-centre }]',
      'gateways:',
      '  - { key: gw, site: dc-a, driver: frr, asn: 65001, interfaces: [{ name: e0, address: 172.16.0.1/24, circuit: pc-x }] }',
      'flows:',
      '  - { key: f, from: { pool: np-x }, to: { site: dc-a } }',
    ].join('\n');
    const named = (errors: readonly FileError[] = []) =>
      errors.map(({ line, code, params }) => [line, code, params.key]);
    const result = parseEstateFile(text, { beside: 'sources' });
    expect(result.ok && named(result.unshown)).toEqual([
      [4, 'unknown-reference', 'pc-x'],
      [6, 'unknown-reference', 'np-x'],
    ]);
    expect(parseEstateFile(text).ok).toBe(false);
    const own = parseEstateFile(text.replace('site: dc-a, driver', 'site: dc-b, driver'), { beside: 'sources' });
    expect(own.ok || named(own.errors)).toEqual([[4, 'unknown-reference', 'dc-b']]);
  });

  it('says what was probably meant', () => {
    expect(firstError(`${HEAD}sites: [{ key: a, kind: data-centre, hostPrefixes: [10.8.4.1/22] }]`)).toMatchObject({
      path: ['sites', 0, 'hostPrefixes', 0],
      params: { input: '10.8.4.1/22', suggestion: '10.8.4.0/22', alternative: '10.8.4.1/32' },
    });
    expect(firstError(`${HEAD}phyiscalConnections: []`)?.params).toEqual({
      key: 'phyiscalConnections',
      suggestion: 'physicalConnections',
    });
    const flow = `${HEAD}clusters: [{ key: c, nodePools: [{ key: np-edge, kind: edge }] }]\nflows: [{ key: f, from: { pool: np-egde }, to: { prefix: 0.0.0.0/0 } }]`;
    expect(firstError(flow)?.params).toEqual({ kind: 'node-pool', key: 'np-egde', suggestion: 'np-edge' });
  });

  it.each([
    ['', '1:1 file-empty'],
    ['# only a remark', '1:1 file-empty'],
    ['[]', '1:1 wrong-type'],
    ['metadata: {name: x}\n---\nmetadata: {name: y}', '2:1 several-documents'],
    ['metadata:\n\tname: x', '2:1 tab-as-indent'],
    ['metadata: { name: *nobody }', '1:19 unknown-alias'],
    ['metadata: { name: !!js/function x }', '1:19 unknown-tag'],
    ['metadata: { name: !!binary aGVsbG8= }', '1:28 not-a-plain-value'],
    ['metadata: { name: .nan }', '1:19 not-a-plain-value'],
    ['metadata: { name: x }\n? [a]\n: 1', '2:3 key-not-text'],
    ['metadata: { name: 1.10 }', '1:13 wrong-type'],
    ['metadata: { name: x }\nvpcs: no', '2:1 wrong-type'],
    ['metadata: { name: x }\nvbrs: [{ key: v, localGatewayAddress: 169.254.10.1 }]', '2:18 missing-length'],
    ['metadata: { name: x }\n__proto__: { polluted: true }', '2:1 forbidden-key'],
    ['metadata: { name: x, constructor: { prototype: {} } }', '1:22 forbidden-key'],
    ['metadata: { name: x }\n<<: { kind: Estate }', '2:1 unknown-key'],
    ['metadata: { name: "" }', '1:13 too-short'],
  ])('%j is refused', (text, error) => {
    expect(errorsOf(text)[0]).toBe(error);
  });

  it('says which text has to be quoted where a comma has cut one', () => {
    const file =
      'metadata:\n  name: x\n  title: { en: One VPC, one data centre, one circuit, zh: 一个专有网络，一条专线 }\n';
    expect(errorsOf(file)).toEqual(['3:25 unquoted-comma']);
    expect(firstError(file)?.params).toEqual({ key: 'en', text: 'One VPC, one data centre, one circuit' });
    expect(errorsOf(file.replace('One VPC, one data centre, one circuit', '"One VPC, one circuit"'))).toEqual([]);
    // A key that stands after no text, or that has a value, is no part of one.
    expect(errorsOf('metadata: { nam: , name: x }')).toEqual(['1:13 unknown-key']);
    expect(errorsOf('metadata: { name: x, more: 1 }')).toEqual(['1:22 unknown-key']);
  });

  it('never touches a prototype', () => {
    parseEstateFile(
      '{"metadata": {"name": "x"}, "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('held to JSON, is JSON', () => {
    expect(errorsOf('{\n  "metadata": { name: "x" }\n}', 'json')).toEqual(['2:17 not-json']);
    expect(errorsOf('{"metadata": {"name": "x"}, "metadata": {"name": "y"}}', 'json')).toEqual(['1:29 duplicate-key']);
  });

  it('follows anchors, but not round in circles and not into billions', () => {
    const shared = `${HEAD}sites:\n  - { key: a, kind: data-centre, hostPrefixes: &hosts [10.0.0.0/8] }\n  - { key: b, kind: data-centre, hostPrefixes: *hosts }`;
    const result = parseEstateFile(shared);
    expect(result.ok && result.estate.sites[1]?.hostPrefixes).toEqual(['10.0.0.0/8']);
    expect(errorsOf('metadata: &m { name: x, title: *m }')).toEqual(['1:32 alias-of-itself']);
    const laughs = Array.from(
      { length: 9 },
      (_, n) =>
        `l${n}: &l${n} [${Array(9)
          .fill(n === 0 ? 'ha' : `*l${n - 1}`)
          .join(', ')}]`,
    );
    expect(errorsOf(laughs.join('\n')).some((error) => error.endsWith('too-many-nodes'))).toBe(true);
  });

  it('is bounded in size, depth and number of errors', () => {
    expect(errorsOf(`${HEAD}# ${'x'.repeat(10 * 1024 * 1024)}`)).toEqual(['1:1 file-too-large']);
    expect(errorsOf(`${HEAD}vpcs: ${'['.repeat(200)}${']'.repeat(200)}`)).toContain('2:71 too-deep');
    const many = parseEstateFile(`${HEAD}sites: [${'{ key: a, kind: b }, '.repeat(3000)}]`);
    const errors = many.ok ? [] : many.errors;
    expect(errors).toHaveLength(1001);
    expect(errors.at(-1)).toMatchObject({ code: 'more-errors', params: { count: 4999 } });
  });

  it('keeps what it does not know only where the source is free to say anything', () => {
    const cluster = (eni: string) => `${HEAD}clusters: [{ key: c, terway: { eniConfig: { ${eni} } } }]`;
    expect(errorsOf(cluster('max_pool_size: 5'))).toEqual([]);
    expect(errorsOf(cluster('vswitches: { zone: [vsw-a] }'))).toEqual(['2:65 unknown-reference']);
  });

  it('tells the shapes of one thing apart', () => {
    const flow = (from: string) => `${HEAD}flows: [{ key: f, to: { prefix: 0.0.0.0/0 }, from: ${from} }]`;
    expect(errorsOf(flow('{ prefix: 10.0.0.1/8 }'))).toEqual(['2:54 host-bits-set']);
    expect(errorsOf(flow('{ prefix: 10.0.0.0/8, extra: 1 }'))).toEqual(['2:74 unknown-key']);
    expect(errorsOf(flow('{ nothing: 1 }'))).toEqual(['2:46 no-shape-fits']);
    expect(errorsOf(flow('prefix'))).toEqual(['2:46 wrong-type']);
  });
});
