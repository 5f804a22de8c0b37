import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the product that is being visited says of itself in its data folder. */

export type Account = { email: string; password: string; roles: string[] };

function readData<T>(file: string): T {
  const folder = process.env.CAUSEWAY_E2E_DATA_DIR;
  if (!folder) throw new Error('CAUSEWAY_E2E_DATA_DIR does not say where the product keeps its data.');
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as T;
}

/** The account that the first start made for a role. */
export function accountOf(role: string): Account {
  const { people } = readData<{ people: Account[] }>('first-sign-in.json');
  const account = people.find(({ email }) => email.startsWith(`${role}@`));
  if (!account) throw new Error(`The first start made nobody for ${role}.`);
  return account;
}

/** Where the lab takes orders past the API. */
export function labAddress(): string {
  return `http://127.0.0.1:${readData<{ labAdmin: number }>('ports.json').labAdmin}`;
}

/** The worker of this product and of no other on this machine: the supervisor's own child. */
export function findWorker(): number | undefined {
  const { pid: supervisor } = readData<{ pid: number }>('start.lock');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => parentOf(pid) === supervisor && readProcess(pid, 'cmdline').includes('server/workers/main.ts'));
}

function parentOf(pid: number): number {
  // The name in brackets may hold blanks; the parent is the second field after it.
  return Number(
    readProcess(pid, 'stat')
      .replace(/^.*\) /, '')
      .split(' ')[1],
  );
}

function readProcess(pid: number, what: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
}
