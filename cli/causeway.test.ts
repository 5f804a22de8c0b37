import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { BadInputReport } from './reports/bad-input-report';
import { CheckReport } from './reports/check-report';
import { TraceReport } from './reports/trace-report';
import { WhatIfReport } from './reports/what-if-report';

// Every case is a process of its own, and the machine is shared.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = path.join(import.meta.dirname, '..');
const SEED = path.join(ROOT, 'lab/scenarios/seed.yaml');
const HEALTHY = path.join(ROOT, 'lab/scenarios/ens.yaml');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'causeway-cli-'));
});

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

type Ran = { code: number; out: string; err: string };

/** As somebody calls it from their own folder. */
function causeway(...args: string[]): Promise<Ran> {
  const started = [path.join(ROOT, 'cli/causeway.mjs'), ...args];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      started,
      { cwd: folder, env: { LANG: 'C', NODE_ENV: 'test' } },
      (_, out, err) => {
        resolve({ code: child.exitCode ?? -1, out, err });
      },
    );
  });
}

describe.concurrent('causeway trace', () => {
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

describe.concurrent('causeway check', () => {
  it('answers 1 and the finding with its repair, in either language', async () => {
    const { code, out } = await causeway('check', '--estate', SEED, '--language', 'zh-CN');
    expect(code).toBe(1);
    expect(out).toContain('× V4 边界路由器 vbr-bp1hz 没有到 172.16.0.0/16 的路由');
    expect(out).toContain('add-route-entry');
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

  it('answers 2 where there is no such file, and where a command or an option is not known', async () => {
    const missing = await causeway('check', '--estate', 'nowhere.yaml');
    expect([missing.code, missing.err]).toEqual([2, '--estate: nowhere.yaml cannot be read.\n']);
    const answers = await Promise.all([causeway('chek'), causeway('check', '--sate', SEED), causeway('check')]);
    expect(answers.map(({ code, out }) => [code, out])).toEqual([
      [2, ''],
      [2, ''],
      [2, ''],
    ]);
  });
});

describe.concurrent('causeway whatif', () => {
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
