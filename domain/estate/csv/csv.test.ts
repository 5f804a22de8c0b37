import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeclaredFacts } from '../declared';
import { guarded, unguarded } from './cells';
import { CSV_KINDS, type CsvKind } from './columns';
import { csvTemplate, formatEstateCsv } from './format';
import { looksLikeCsv } from './looks-like-csv';
import { parseEstateCsv } from './parse';
import { readRows } from './read-rows';

const declared = DeclaredFacts.parse({
  sites: [
    {
      key: 'dc-1',
      kind: 'data-centre',
      title: { en: 'One', zh: '一' },
      hostPrefixes: ['172.16.0.0/16'],
      lans: [
        { key: 'lan-a', prefix: '172.16.10.0/24', gatewayAddress: '172.16.10.1' },
        { key: 'lan-b', prefix: '172.16.11.0/24' },
      ],
      contacts: [{ name: 'Wang Fang', phone: '+86 21 5550 0100' }, { name: 'Li Lei' }],
      note: '=1+1',
    },
    { key: 'dc-2', kind: 'data-centre', location: { latitude: -33.9, longitude: 151.2 } },
  ],
  vpcs: [
    {
      key: 'vpc-1',
      securityGroups: [
        { key: 'sg-1', permits: [{ direction: 'ingress', from: '10.8.0.0/16' }, {}] },
        { key: 'sg-shut', permits: [] },
      ],
    },
  ],
  clusters: [{ key: 'edge-1', nodeMask: 26, siteBlocks: [{ site: 'dc-1', prefix: '10.8.4.0/22' }] }],
  gateways: [
    {
      key: 'gw-1',
      site: 'dc-1',
      driver: 'frr',
      asn: 65001,
      permits: [{ direction: 'ingress', from: '10.8.0.0/16' }, {}],
    },
  ],
  flows: [
    { key: 'there', from: { pool: 'np-cloud' }, to: { site: 'dc-1' }, mustHold: true, title: { en: 'There' } },
    { key: 'back', from: { prefix: '172.16.10.0/24' }, to: { pool: 'np-cloud' } },
  ],
});
const read = (text: string, facts = declared) =>
  parseEstateCsv(text, { facts, vpcs: ['vpc-seen'], clusters: ['seen-only'], pools: ['np-cloud'] });
const errorsOf = (text: string) => {
  const parsed = read(text);
  return parsed.ok ? [] : parsed.errors.map(({ line, column, code, params }) => ({ line, column, code, params }));
};
const factsOf = (text: string, facts = declared) => {
  const parsed = read(text, facts);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.facts;
};

describe('a table of security group permits', () => {
  it('adds to the groups it names and leaves the others shut', () => {
    const [vpc] = factsOf('vpc,group,direction,from,to\nvpc-1,sg-1,egress,,172.16.0.0/16\nvpc-1,sg-new,,,\n').vpcs;
    expect(vpc).toEqual({
      key: 'vpc-1',
      securityGroups: [
        {
          key: 'sg-1',
          permits: [{ direction: 'ingress', from: '10.8.0.0/16' }, {}, { direction: 'egress', to: '172.16.0.0/16' }],
        },
        { key: 'sg-shut', permits: [] },
        { key: 'sg-new', permits: [{}] },
      ],
    });
  });

  it('adds to a VPC that only a source has shown', () => {
    expect(factsOf('vpc,group,from\nvpc-seen,sg-9,10.8.0.0/16\n').vpcs).toEqual([
      { key: 'vpc-seen', securityGroups: [{ key: 'sg-9', permits: [{ from: '10.8.0.0/16' }] }] },
    ]);
  });

  it('names a VPC that nobody knows, a group without a name and a permit that is said twice', () => {
    const text =
      'vpc,group,from\nvpc-2,sg-1,10.8.0.0/16\nvpc-1,,10.8.0.0/16\nvpc-1,sg-1,10.9.0.0/16\nvpc-1,sg-1,10.9.0.0/16\n';
    expect(errorsOf(text).map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 1, 'unknown-reference'],
      [3, 2, 'missing-key'],
      [5, 1, 'duplicate-row'],
    ]);
  });
});

describe('a table of facts', () => {
  it('adds a LAN and replaces the one of its key, and keeps all else of the site', () => {
    const text = 'site,key,prefix\ndc-1,lan-b,172.16.12.0/24\ndc-1,lan-c,172.16.13.0/24\n';
    const [site] = factsOf(text).sites;
    expect(site).toEqual({
      ...declared.sites[0],
      lans: [
        declared.sites[0]?.lans[0],
        { key: 'lan-b', prefix: '172.16.12.0/24' },
        { key: 'lan-c', prefix: '172.16.13.0/24' },
      ],
    });
  });

  it('alters of a site only the columns it has, and takes away what a cell leaves empty', () => {
    const [site] = factsOf('key,note,contact_phone\ndc-1,,\n').sites;
    const { note, ...others } = declared.sites[0] ?? { note: '' };
    expect(note).toBe('=1+1');
    expect(site).toEqual({ ...others, contacts: [{ name: 'Wang Fang' }, { name: 'Li Lei' }] });
  });

  it('adds blocks to a cluster, even one that only a source has shown', () => {
    const text = 'cluster,site,prefix\nedge-1,dc-2,10.8.8.0/22\nseen-only,dc-1,10.9.0.0/22\n';
    expect(factsOf(text).clusters).toEqual([
      {
        ...declared.clusters[0],
        siteBlocks: [
          { site: 'dc-1', prefix: '10.8.4.0/22' },
          { site: 'dc-2', prefix: '10.8.8.0/22' },
        ],
      },
      { key: 'seen-only', siteBlocks: [{ site: 'dc-1', prefix: '10.9.0.0/22' }] },
    ]);
  });

  it('moves an end of a flow from one kind of place to another, and says it must hold in capitals', () => {
    const [flow] = factsOf('key,to_site,to_prefix,must_hold\nthere,,10.8.4.0/22,FALSE\n').flows;
    expect(flow).toEqual({ ...declared.flows[0], to: { prefix: '10.8.4.0/22' }, mustHold: false });
  });

  it('adds to what a gateway permits, and never twice the same', () => {
    const text = 'gateway,direction,from,to\ngw-1,ingress,10.8.0.0/16,\ngw-1,egress,,172.16.0.0/16\n';
    expect(factsOf(text).gateways[0]?.permits).toEqual([
      { direction: 'ingress', from: '10.8.0.0/16' },
      {},
      { direction: 'egress', to: '172.16.0.0/16' },
    ]);
  });

  it.each([
    ['a byte order mark and CRLF', '\uFEFFkey,kind\r\ndc-3,data-centre\r\n'],
    ['empty lines, empty rows and comments', '# ours\n\nkey,kind\n,\n# "old", one\ndc-3,data-centre\n\n'],
    ['tabs', 'key\tkind\ndc-3\tdata-centre'],
    ['semicolons', 'key;kind\ndc-3;data-centre'],
    ['quotes, and column names in any case', '"Key", KIND\n"dc-3","data-centre"\n'],
  ])('is read with %s', (_, text) => {
    expect(factsOf(text).sites).toEqual([{ key: 'dc-3', kind: 'data-centre', hostPrefixes: [], lans: [] }]);
  });

  it('takes a list with semicolons between its items, and one that is escaped within', () => {
    const [site] = factsOf('key,tags\ndc-1,"a; b\\;c ;"\n').sites;
    expect(site?.tags).toEqual(['a', 'b;c']);
  });

  it.each([
    ['nothing', '', [{ line: 1, column: 1, code: 'file-empty' }]],
    ['another encoding', 'key,title_zh\ndc-1,\uFFFD\uFFFD\n', [{ line: 2, code: 'csv-not-utf-8' }]],
    ['no known column', 'a,b\n1,2', [{ line: 1, code: 'csv-header' }]],
    [
      'a column nearly right',
      'site,key,prefx\n',
      [{ line: 1, column: 3, code: 'unknown-key', params: { key: 'prefx', suggestion: 'prefix' } }],
    ],
    ['a column missing', 'key,prefix\n', [{ line: 1, code: 'missing-key', params: { key: 'site' } }]],
    ['a column twice', 'key,kind,kind\n', [{ column: 3, code: 'duplicate-key' }]],
    ['a short row', 'key,kind\ndc-3\n', [{ line: 2, code: 'csv-cells', params: { expected: 2, received: 1 } }]],
    ['an open quote', 'key,kind\n"dc-3,data-centre\n', [{ line: 2, code: 'syntax' }, { code: 'csv-cells' }]],
    [
      'several at once, after a cell of two lines',
      'key,kind,note,latitude,longitude\ndc-3,data-centre,"a\nb",,\ndc-4,cloud,,north,1\ndc-5,,,,\n',
      [
        { line: 4, column: 2, code: 'not-one-of' },
        { line: 4, column: 4, code: 'wrong-type' },
        { line: 5, column: 2, code: 'not-one-of' },
      ],
    ],
    ['half a location', 'key,latitude\ndc-1,31\n', [{ line: 2, code: 'missing-key', params: { key: 'longitude' } }]],
    [
      'a prefix with host bits among others',
      'key,host_prefixes\ndc-1,172.16.0.0/16;172.17.0.1/16\n',
      [{ line: 2, column: 2, code: 'host-bits-set' }],
    ],
    [
      'an unknown site',
      'site,key,prefix\ndc-11,lan-z,10.0.0.0/24\n',
      [{ line: 2, column: 1, code: 'unknown-reference', params: { kind: 'site', key: 'dc-11', suggestion: 'dc-1' } }],
    ],
    [
      'an unknown site of a block',
      'cluster,site,prefix\nedge-1,dc-9,10.0.0.0/24\n',
      [{ line: 2, column: 2, code: 'unknown-reference' }],
    ],
    ['a LAN of another site', 'site,key,prefix\ndc-2,lan-a,10.0.0.0/24\n', [{ line: 2, code: 'duplicate-object' }]],
    ['a site said twice', 'key,kind\ndc-3,data-centre\ndc-3,data-centre\n', [{ line: 3, code: 'duplicate-object' }]],
    [
      'a block said twice',
      'cluster,site,prefix\nedge-1,dc-1,10.0.0.0/24\nedge-1,dc-1,10.0.0.0/24\n',
      [{ line: 3, column: 3, code: 'duplicate-row' }],
    ],
    [
      'ends of a flow that nobody knows',
      'key,from_pool,to_site\nnew,np-clod,dc-9\n',
      [
        { line: 2, column: 2, code: 'unknown-reference', params: { kind: 'pool', suggestion: 'np-cloud' } },
        { line: 2, column: 3, code: 'unknown-reference', params: { kind: 'site' } },
      ],
    ],
    ['an end in two places', 'key,to_prefix\nthere,10.0.0.0/8\n', [{ line: 2, column: 2 }]],
    ['neither yes nor no', 'key,must_hold\nthere,perhaps\n', [{ line: 2, column: 2, code: 'wrong-type' }]],
    ['an unknown gateway', 'gateway,from\ngw-9,10.0.0.0/8\n', [{ line: 2, column: 1, code: 'unknown-reference' }]],
    ['a permit said twice', 'gateway,to\ngw-1,10.0.0.0/8\ngw-1,10.0.0.0/8\n', [{ line: 3, code: 'duplicate-row' }]],
  ])('is refused for %s, with row and column', (_, text, expected) => {
    const errors = errorsOf(text);
    expect(errors).toMatchObject(expected);
    expect(errors).toHaveLength(expected.length);
  });

  it('holds at most 50,000 rows', () => {
    const rows = (count: number) => `key,kind\n${'dc-3,x\n'.repeat(count)}`;
    expect(readRows(rows(50_000)).faults).toEqual([]);
    expect(errorsOf(rows(50_001))).toMatchObject([{ line: 50_002, code: 'csv-rows', params: { limit: 50_000 } }]);
  });

  it('places a part of a fact at its row, and what no row says at the fact', () => {
    const parsed = read('site,key,prefix\ndc-2,lan-x,10.0.0.0/24\ndc-1,lan-b,172.16.12.0/24\n');
    if (!parsed.ok) throw new Error('refused');
    expect(parsed.place(['sites', 1, 'lans', 1, 'prefix'])).toEqual({ line: 3, column: 3, path: ['lans', 'prefix'] });
    expect(parsed.place(['sites', 1, 'hostPrefixes', 0])).toEqual({ line: 3, column: 1, path: ['lans', 'site'] });
  });
});

describe('a table that was written', () => {
  it.each(CSV_KINDS)('of %s reads back as no change', (kind) => {
    const sections = { blocks: 'clusters', permits: 'gateways', 'group-permits': 'vpcs', flows: 'flows' } as const;
    const section = sections[kind as 'blocks'] ?? 'sites';
    const named = declared[section].filter((fact) => kind !== 'lans' || fact.key === 'dc-1');
    expect(factsOf(formatEstateCsv(kind, declared))[section]).toEqual(named);
  });

  it('never begins a text like a formula', () => {
    expect(formatEstateCsv('sites', declared)).toContain(",'=1+1,");
    expect(formatEstateCsv('sites', declared)).toContain(",'+86 21");
    expect(formatEstateCsv('sites', declared)).toContain(',-33.9,');
  });

  it.each(CSV_KINDS)('as a template of %s holds an example that is passed over', (kind: CsvKind) => {
    const template = csvTemplate(kind);
    expect(looksLikeCsv(template)).toBe(true);
    expect(factsOf(template)).toEqual({ sites: [], vpcs: [], clusters: [], gateways: [], flows: [] });
    const known: Record<string, string> = { 'dc-shanghai': 'dc-1', 'gw-shanghai': 'gw-1', 'lan-a': 'lan-new' };
    const filled = template
      .replace('# ', '')
      .replaceAll(/dc-shanghai|gw-shanghai|lan-a/g, (name) => known[name] ?? name);
    expect(read(filled).ok).toBe(true);
  });

  const hostile = fc
    .array(
      fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\\', '#', '\t', '\r', '\n', ' ', 'a', '值', '\uFEFF'),
    )
    .map((parts) => parts.join(''));

  it('keeps every text, whatever it holds', () => {
    const text = hostile.filter((each) => each.trim() !== '');
    const site = fc.record({
      key: text,
      kind: fc.constant('data-centre' as const),
      title: fc.record({ en: text, zh: text }),
      note: text,
      tags: fc.array(
        text.map((each) => each.trim()),
        { minLength: 1 },
      ),
    });
    fc.assert(
      fc.property(fc.uniqueArray(site, { selector: ({ key }) => key, maxLength: 4 }), (sites) => {
        const facts = DeclaredFacts.parse({ sites });
        const csv = formatEstateCsv('sites', facts);
        if (sites.length > 0) expect(factsOf(csv, DeclaredFacts.parse({})).sites).toEqual(facts.sites);
        expect(factsOf(csv, facts).sites).toEqual(facts.sites);
      }),
      { numRuns: 150 },
    );
  });

  it('gives every text back that it guards', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(unguarded(guarded(text))).toBe(text);
      }),
    );
  });
});

describe('a text', () => {
  it.each([
    ['site,key,prefix\n', true],
    ['\uFEFF# comment\r\n"Key";Kind\r\n', true],
    ['apiVersion: causeway/v1\nsites: []\n', false],
    ['{ "sites": [], "flows": [] }', false],
    ['sites: [a, b]', false],
    ['', false],
  ])('%j is told apart', (text, isTable) => {
    expect(looksLikeCsv(text)).toBe(isTable);
  });
});
