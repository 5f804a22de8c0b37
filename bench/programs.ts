import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { testEnvironment } from '@/server/testing/environment';

export const ROOT = path.join(import.meta.dirname, '..');

export type Program = { child: ChildProcess; lines: string[]; stop(): Promise<void> };

/** Starts a program, in our environment if not in another, and waits for a line of its output. Stopped by SIGINT, as Ctrl-C does. */
export async function startProgram(
  args: readonly string[],
  isReady: (line: string) => boolean,
  { cwd = ROOT, environment = testEnvironment({}) }: { cwd?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<Program> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (line: string) => {
      lines.push(line);
      if (isReady(line)) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) readline.createInterface({ input: stream }).on('line', hear);
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}:\n${lines.join('\n')}`)));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'exit');
  };
  await ready;
  return { child, lines, stop };
}

export type LabProgram = { endpoint: string; accessKeyId: string; accessKeySecret: string; stop(): Promise<void> };

/** The lab in a process of its own, with its usual latencies. */
export async function startLabProgram(scenario: string, dataDir: string, port: number): Promise<LabProgram> {
  const sources = path.join(dataDir, 'sources.json');
  const places = ['--data-dir', dataDir, '--sources-file', sources, '--port', String(port)];
  const args = ['--import', 'tsx', 'lab/main.ts', '--scenario', scenario, ...places];
  const { stop } = await startProgram(args, (line) => line.includes('"event":"ready"'));
  type Entry = {
    endpoint: string;
    settings: { system: string };
    credential: { accessKeyId: string; accessKeySecret: string };
  };
  const { sources: listed } = JSON.parse(await readFile(sources, 'utf8')) as { sources: Entry[] };
  // What is measured is the VPC API. The lab's other doors stand at ports that nobody was told of beforehand.
  const measured = listed.filter(({ settings }) => settings.system === 'vpc');
  await writeFile(sources, JSON.stringify({ sources: measured }));
  const [first] = measured;
  if (!first) throw new Error('the lab named no source');
  return { endpoint: first.endpoint, ...first.credential, stop };
}
