import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientOf, sdk } from './vpc/testing';

const NETWORK = path.join(import.meta.dirname, 'vpc/__fixtures__/network.yaml');
// One process, so that a kill meets the lab itself and not a launcher in front of it.
const COMMAND = ['--import', 'tsx', path.join(import.meta.dirname, 'main.ts')];
const Ready = z.object({ event: z.literal('ready'), port: z.number(), adminPort: z.number() });
const AccessKey = z.strictObject({
  kind: z.literal('access-key'),
  accessKeyId: z.string(),
  accessKeySecret: z.string(),
});
const Sources = z.object({
  sources: z.array(
    z.strictObject({
      ...{
        key: z.string(),
        name: z.string(),
        settings: z.strictObject({ system: z.literal('vpc') }),
        endpoint: z.string(),
        protocol: z.literal('http'),
      },
      ...{ region: z.string(), credential: AccessKey, readOnly: z.literal(false) },
      ...{ callsPerMinute: z.number(), estateFile: z.string() },
    }),
  ),
});

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const NAMED = ['--scenario', NETWORK];

async function start(place: string, more: readonly string[] = NAMED) {
  const args = ['--data-dir', path.join(place, 'lab'), '--sources-file', path.join(place, 'sources.json')];
  const child = spawn(process.execPath, [...COMMAND, ...args, ...more]);
  running.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const ready = Ready.parse(JSON.parse(line));
  const file = z.object({ sources: z.array(z.looseObject({ settings: z.looseObject({ system: z.string() }) })) });
  const all = file.parse(JSON.parse(readFileSync(path.join(place, 'sources.json'), 'utf8')));
  const { sources } = Sources.parse({ sources: all.sources.filter(({ settings }) => settings.system === 'vpc') });
  const [first] = sources;
  if (!first) throw new Error('the lab named no source');
  return { child, ready, sources, client: clientOf({ endpoint: first.endpoint, ...first.credential }) };
}

const directory = () => mkdtempSync(path.join(tmpdir(), 'lab-main-'));
const rows = async (client: ReturnType<typeof clientOf>) => {
  const request = new sdk.DescribeRouteEntryListRequest({
    regionId: 'cn-hangzhou',
    routeTableId: 'vtb-vbr',
    maxResult: 100,
  });
  const { body } = await client.describeRouteEntryList(request);
  return body?.routeEntrys?.routeEntry?.map((row) => row.destinationCidrBlock);
};
const create = (client: ReturnType<typeof clientOf>) =>
  client.createRouteEntry(
    new sdk.CreateRouteEntryRequest({
      ...{ regionId: 'cn-hangzhou', routeTableId: 'vtb-vbr', destinationCidrBlock: '172.16.0.0/16' },
      ...{ nextHopType: 'RouterInterface', nextHopId: 'ri-vlan', clientToken: 'step-1' },
    }),
  );

describe('the lab as a process', () => {
  it('keeps ports, keys, world and tokens when it is killed and started again, whether or not its scenario is named', async () => {
    const place = directory();
    const first = await start(place);
    const made = await create(first.client);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await start(place, []);
    expect([second.ready, second.sources]).toEqual([first.ready, first.sources]);
    expect(await rows(second.client)).toContain('172.16.0.0/16');
    expect((await create(second.client)).body).toEqual(made.body);
  });

  it('says where it is and with which key in a file of its owner alone', async () => {
    const place = directory();
    const { ready, sources } = await start(place);
    expect(sources).toMatchObject([
      { key: 'lab-vpc', name: 'Lab, cn-hangzhou', endpoint: `127.0.0.1:${ready.port}`, estateFile: NETWORK },
    ]);
    expect(statSync(path.join(place, 'sources.json')).mode & 0o777).toBe(0o600);
  });

  it('builds the world anew when told to, and ends in peace', async () => {
    const place = directory();
    const first = await start(place);
    await create(first.client);
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
    const second = await start(place, [...NAMED, '--reset']);
    expect(await rows(second.client)).toEqual(['192.168.0.0/16', '10.0.0.0/16']);
  });

  it('says in one line why it does not start', async () => {
    const child = spawn(process.execPath, [...COMMAND, '--scenario', NETWORK]);
    running.push(child);
    const [line] = (await once(createInterface({ input: child.stderr }), 'line')) as [string];
    expect(line).toBe('lab: --data-dir is needed: the world is kept there');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
