import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './main';
import { AggregateReport } from './reports/aggregate-report';
import { BadInputReport } from './reports/bad-input-report';
import { CheckReport } from './reports/check-report';
import { TraceReport } from './reports/trace-report';
import { WhatIfReport } from './reports/what-if-report';

const ROOT = path.join(import.meta.dirname, '..');
const SEED = path.join(ROOT, 'lab/scenarios/seed.yaml');
const HEALTHY = path.join(ROOT, 'lab/scenarios/ens.yaml');
const DOCS = path.join(ROOT, 'docs/command-line.md');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'causeway-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

/** A healthy estate whose gateway has lost the key of its session, and with it the session. */
async function withKeyGone(): Promise<string> {
  const text = await readFile(HEALTHY, 'utf8');
  const broken = text
    .replace('driver: gobgp', 'driver: frr')
    .replace(/(address: 169\.254\.10\.1, peerAsn: 45104), authKey: \{ secret: [^}]*\}/u, '$1')
    .replace('sessionState: established', 'sessionState: active');
  return fileOf('key-gone.yaml', broken);
}

type Ran = { code: number; out: string; err: string };

/** What the process does with what was typed, without a process. */
async function causeway(...args: string[]): Promise<Ran> {
  const ran = { out: '', err: '' };
  const code = await main(args, {
    print: (line) => (ran.out += `${line}\n`),
    complain: (line) => (ran.err += `${line}\n`),
    language: 'en-US',
  });
  return { code, ...ran };
}

describe('causeway trace', () => {
  it('answers 0 and the way there and back where all of it is reachable', async () => {
    const { code, out, err } = await causeway('trace', '--estate', HEALTHY, '--from', 'np-cloud', '--to', 'np-edge');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('There\n  192.168.64.0/19 to 10.0.0.0/24, 10.0.1.0/25: Reachable\n');
  });

  it('answers 1 where a part is not, as JSON with its reason, its code and whose it is', async () => {
    const ends = ['--from', 'np-cloud', '--to', '172.16.10.0/24'];
    const { code, out } = await causeway('trace', '--estate', SEED, ...ends, '--json');
    const report = TraceReport.parse(JSON.parse(out));
    expect([code, report.verdict]).toEqual([1, 'unreachable']);
    expect(report.forward).toMatchObject([
      { destination: ['172.16.10.0/24'], reason: { code: 'no-route' }, finding: 'V4', owner: 'cloud' },
    ]);
    expect(report.back.map(({ verdict }) => verdict)).toEqual(['reachable']);
  });

  it('answers 2 and names both ends at once where nothing is called so', async () => {
    const { code, err } = await causeway('trace', '--estate', SEED, '--from', 'np-clod', '--to', '10.0.0.300');
    expect(code).toBe(2);
    expect(err.split('\n')).toEqual([
      '--from: nothing in the estate is called np-clod.',
      '--to: nothing in the estate is called 10.0.0.300.',
      '',
    ]);
  });
});

describe('causeway check', () => {
  it('answers 1 and the finding with its repair, in either language', async () => {
    const { code, out } = await causeway('check', '--estate', SEED, '--language', 'zh-CN');
    expect(code).toBe(1);
    expect(out).toContain('× V4 边界路由器 vbr-bp1hz 没有到 172.16.0.0/16 的路由');
    expect(out).toContain('add-route-entry');
  });

  it('says what mends by hand what no operation repairs, with what is to be typed', async () => {
    const { out } = await causeway('check', '--estate', await withKeyGone());
    expect(out).toMatch(
      /\n {4}- Set the same MD5 key on BGP group bgpg-bp1hz and .*\n(?: {8}.*\n)* {8}.*neighbor 169\.254\.10\.1 password <KEY>\n/,
    );
    const json = await causeway('check', '--estate', await withKeyGone(), '--json');
    const [found] = CheckReport.parse(JSON.parse(json.out)).findings;
    expect(found).toMatchObject({ code: 'F06', remedy: { steps: [{ code: 'gateway-align-key' }] } });
    expect(found?.remedy.steps[0]?.commands).toContain(' neighbor 169.254.10.1 password <KEY>');
  });

  it('answers 0 and no finding of a healthy estate', async () => {
    const { code, out } = await causeway('check', '--estate', HEALTHY, '--json');
    expect([code, CheckReport.parse(JSON.parse(out)).findings]).toEqual([0, []]);
  });

  it('answers 2 and every fault of a bad file at once, each with its line', async () => {
    const file = await fileOf(
      'bad.yaml',
      [
        'metadata: { name: bad }',
        'sites:',
        '  - key: dc-a',
        '    kind: data-center',
        'vpcs:',
        '  - { key: v, prefixes: [10.0.0.1/8] }',
      ].join('\n'),
    );
    const plain = await causeway('check', '--estate', file);
    expect([plain.code, plain.out]).toEqual([2, '']);
    expect(
      plain.err
        .trim()
        .split('\n')
        .map((line) => line.split(':').slice(1, 3)),
    ).toEqual([
      ['4', '5'],
      ['6', '26'],
    ]);
    const { code, out } = await causeway('check', '--estate', file, '--json');
    expect(code).toBe(2);
    expect(BadInputReport.parse(JSON.parse(out)).errors).toMatchObject([
      { line: 4, code: 'not-one-of' },
      { line: 6, code: 'host-bits-set', params: { suggestion: '10.0.0.0/8' } },
    ]);
  });

  it('answers 2 where there is no such file', async () => {
    const missing = await causeway('check', '--estate', 'nowhere.yaml');
    expect([missing.code, missing.err]).toEqual([2, '--estate: nowhere.yaml cannot be read.\n']);
  });
});

describe('causeway, called wrongly', () => {
  it.each<{ args: string[]; says: string; code: string }>([
    { args: [], says: 'No command was given. causeway --help names them.', code: 'command-missing' },
    { args: ['chek'], says: 'chek is not a command. causeway --help names them.', code: 'unknown-command' },
    { args: ['check'], says: '--estate is needed by check.', code: 'option-missing' },
    {
      args: ['check', '--sate', SEED, '--estate', SEED],
      says: '--sate is not an option. causeway --help names them.',
      code: 'unknown-option',
    },
    { args: ['check', '--estate'], says: '--estate needs a value.', code: 'option-without-value' },
    { args: ['check', '--estate='], says: '--estate needs a value.', code: 'option-without-value' },
    {
      args: ['check', '--estate', SEED, '--estate', SEED],
      says: '--estate was given twice. Keep one.',
      code: 'option-twice',
    },
    {
      args: ['check', '--estate', SEED, '--from', 'np-cloud'],
      says: '--from means nothing to check.',
      code: 'option-of-another-command',
    },
  ])('answers 2 and one sentence: $says', async ({ args, says, code }) => {
    expect(await causeway(...args)).toEqual({ code: 2, out: '', err: `${says}\n` });
    const json = await causeway('--json', ...args);
    expect([json.code, json.err]).toEqual([2, '']);
    expect(BadInputReport.parse(JSON.parse(json.out)).errors).toMatchObject([{ code }]);
  });

  it('does not take the next option for a value', async () => {
    const { code, out } = await causeway('check', '--estate', '--json');
    expect(code).toBe(2);
    expect(BadInputReport.parse(JSON.parse(out)).errors).toMatchObject([{ code: 'option-without-value' }]);
  });

  it('says what is wrong with a token file or an address before anybody is asked', async () => {
    const verify = (...args: string[]) => causeway('audit', 'verify', ...args);
    const empty = await fileOf('token', '\n');
    const token = await fileOf('token-2', 'abc\n');
    expect((await verify('--token-file', empty)).err).toBe(`--token-file: ${empty} holds no token.\n`);
    const { code, err } = await verify('--token-file', token, '--url', 'localhost:3000');
    expect([code, err]).toEqual([2, '--url: localhost:3000 is not an address. It begins with http:// or https://.\n']);
  });
});

describe('causeway, given a hostile file', () => {
  it.each<{ what: string; bytes: string | Uint8Array; says: string }>([
    { what: 'nothing', bytes: '', says: ':1:1: The file says nothing.' },
    { what: 'bytes that are no text', bytes: Buffer.from([0x89, 0xff, 0xfe, 0x0a]), says: 'is not text in UTF-8.' },
    { what: 'text with a zero in it', bytes: 'metadata: \0', says: 'is not text in UTF-8.' },
    {
      what: 'more than the largest file has',
      bytes: '#'.repeat(11_000_000),
      says: ':1:1: The file is larger than 10,485,760 bytes. Split it.',
    },
    { what: 'a list', bytes: '- 1', says: ':1:1: Expected object, found array.' },
  ])('answers 2 and one sentence: $what', async ({ bytes, says }) => {
    const file = path.join(folder, 'hostile.yaml');
    await writeFile(file, bytes);
    const { code, out, err } = await causeway('check', '--estate', file);
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(err).toContain(says);
  });

  it('reads no more of a device without an end than the largest file has', async () => {
    const { code, err } = await causeway('check', '--estate', '/dev/zero');
    expect([code, err]).toEqual([2, '/dev/zero:1:1: The file is larger than 10,485,760 bytes. Split it.\n']);
  });

  it('says once that a text goes too deep, however deep that is', async () => {
    const { code, err } = await causeway('check', '--estate', await fileOf('deep.yaml', '['.repeat(5000)));
    expect([code, err.trim().split('\n').length]).toEqual([2, 2]);
    expect(err).toContain('nested deeper than 64 levels');
  });

  it('lets no name of a file speak to the terminal', async () => {
    const file = await fileOf('escape.yaml', 'metadata: { name: a }\n"\\e[2J\\u202e\\u009b31m": 1\n');
    const { err } = await causeway('check', '--estate', file);
    expect(err).toContain('\\u001b[2J\\u202e\\u009b31m is not known here.');
    const { out } = await causeway('check', '--estate', file, '--json');
    expect(out).not.toContain('\u009b');
    expect(BadInputReport.parse(JSON.parse(out)).errors).toMatchObject([
      { params: { key: '\u001b[2J\u202e\u009b31m' } },
    ]);
  });
});

describe('causeway as a process', { timeout: 60_000 }, () => {
  const PROGRAM = path.join(ROOT, 'cli/causeway.mjs');

  function started(program: string, ...args: string[]): Promise<Ran> {
    const env = { LANG: 'C', NODE_ENV: 'test' as const };
    return new Promise((resolve) => {
      const child = execFile(program, args, { cwd: folder, env }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  }

  // All of them at once, because a process takes its time to start.
  it('answers as it does in one, from any folder, and is silent where nobody reads on', async () => {
    const asked = [
      ['check', '--estate', SEED],
      ['check', '--estate', 'nowhere.yaml'],
    ];
    const [piped, ...answers] = await Promise.all([
      started('/bin/sh', '-c', `"${process.execPath}" "${PROGRAM}" check --estate "${SEED}" --json | head -c 1`),
      ...asked.map((args) => started(process.execPath, PROGRAM, ...args)),
    ]);
    expect(answers).toEqual(await Promise.all(asked.map((args) => causeway(...args))));
    expect(piped).toEqual({ code: 0, out: '{', err: '' });
  });
});

describe('causeway aggregate', () => {
  const limited = async (limit: number) =>
    fileOf(`limit-${limit}.yaml`, (await readFile(SEED, 'utf8')).replace('routeLimit: 110', `routeLimit: ${limit}`));

  it('answers 0 and the smallest exact set, with what is missing', async () => {
    const { code, out } = await causeway('aggregate', '--estate', SEED, '--vbr', 'vbr-bp1hz');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual(
      expect.arrayContaining(['hz-sw-1 to vbr-bp1hz', '    10.0.0.0/16', '    172.16.0.0/16']),
    );
  });

  it('answers 1 where no exact set keeps the limit', async () => {
    const { code, out } = await causeway('aggregate', '--estate', await limited(2), '--vbr', 'vbr-bp1hz', '--json');
    const [session] = AggregateReport.parse(JSON.parse(out)).sessions;
    expect([code, session?.fit]).toEqual([1, 'over']);
    expect(session?.wider?.attractions[0]?.owners.map(({ own }) => own)).toContain(false);
  });

  it('answers 2 and names the VBR that is none', async () => {
    const { code, err } = await causeway('aggregate', '--estate', SEED, '--vbr', 'vbr-none');
    expect([code, err]).toEqual([2, '--vbr: no VBR of the estate is called vbr-none.\n']);
  });
});

describe('causeway whatif', () => {
  const row = (kind: string, prefix: string) =>
    `  - { kind: ${kind}, router: { kind: vbr, key: vbr-bp1hz }, routeTable: vtb-bp1vbr, prefix: ${prefix}, nextHop: { kind: router-interface, key: ri-bp1vlan } }`;

  it('answers 0 and what a repair would do', async () => {
    const ops = await fileOf('repair.yaml', ['operations:', row('add-route-entry', '172.16.0.0/16')].join('\n'));
    const { code, out } = await causeway('whatif', '--estate', SEED, '--ops', ops);
    expect([code, out.trim().split('\n')]).toEqual([
      0,
      [
        'Flow cloud-to-hosts starts to work.',
        'Flow hosts-to-cloud starts to work.',
        'No longer found: Required route missing on VBR, vbr-bp1hz.',
      ],
    ]);
  });

  it('answers 1 where a flow that must hold would stop', async () => {
    const estate = await fileOf(
      'custom.yaml',
      (await readFile(HEALTHY, 'utf8')).replaceAll('type: bgp', 'type: custom'),
    );
    const ops = await fileOf('break.yaml', ['operations:', row('remove-route-entry', '10.0.0.0/16')].join('\n'));
    const { code, out } = await causeway('whatif', '--estate', estate, '--ops', ops, '--json');
    const report = WhatIfReport.parse(JSON.parse(out));
    expect(code).toBe(1);
    expect(report.flows).toContainEqual(expect.objectContaining({ before: 'reachable', after: 'unreachable' }));
    expect(report.findings.appear.map((each) => each.code)).toContain('F01');
  });

  it('supposes sessions, nodes and permits too, as the documentation has them', async () => {
    const [, example = ''] = /```yaml\n(operations:[^`]*)```/.exec(await readFile(DOCS, 'utf8')) ?? [];
    const { code, out } = await causeway(
      'whatif',
      '--estate',
      HEALTHY,
      '--ops',
      await fileOf('supposed.yaml', example),
      '--json',
    );
    const report = WhatIfReport.parse(JSON.parse(out));
    expect([code, report.operations, report.problems]).toEqual([1, 3, []]);
    expect(report.findings.appear.map((each) => each.code)).toContain('C01');
    expect(report.flows.map(({ after }) => after)).toContain('unreachable');
  });

  it('answers 2 with the line of what is wrong in the operations, and of what is refused', async () => {
    const bad = await fileOf(
      'bad-ops.yaml',
      ['operations:', row('add-route', '172.16.0.0/16'), row('add-route-entry', '172.16.0.1/16')].join('\n'),
    );
    const wrong = await causeway('whatif', '--estate', SEED, '--ops', bad);
    expect([
      wrong.code,
      wrong.err
        .trim()
        .split('\n')
        .map((line) => line.split(':')[1]),
    ]).toEqual([2, ['2', '3']]);
    const ops = await fileOf('refused.yaml', ['operations:', row('remove-route-entry', '203.0.113.0/24')].join('\n'));
    const refused = await causeway('whatif', '--estate', SEED, '--ops', ops, '--json');
    expect(refused.code).toBe(2);
    expect(WhatIfReport.parse(JSON.parse(refused.out)).problems).toMatchObject([{ line: 2, severity: 'error' }]);
  });
});
