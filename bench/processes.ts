import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** How much memory the web and the worker process of a running product hold, in MiB; `most`: at any time so far. Linux only. */
export type Memory = Record<'web' | 'worker', { now: number; most: number }>;

export function memoryOf(dataDir: string): Memory {
  const { pid: supervisor } = JSON.parse(readFileSync(path.join(dataDir, 'start.lock'), 'utf8')) as { pid: number };
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statusOf(name, 'PPid') === supervisor)
    .map((pid) => ({ pid, command: readProcess(pid, 'cmdline') }));
  const held = (command: RegExp) => {
    const pid = children.find((each) => command.test(each.command))?.pid;
    if (!pid) throw new Error(`no process of ${supervisor} is called like ${command.source}`);
    return { now: statusOf(pid, 'VmRSS') / 1024, most: statusOf(pid, 'VmHWM') / 1024 };
  };
  return { web: held(/next-server|next\/dist\/bin\/next/), worker: held(/server\/workers\/main\.ts/) };
}

/** A number of a process; NaN where it has ended while we looked. */
function statusOf(pid: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readProcess(pid, 'status'))?.[1] ?? Number.NaN);
}

function readProcess(pid: string, what: 'cmdline' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}
