import type { Grant, ProbeResult } from '../types';
import { COMMANDS } from './commands';
import { toConnectorError } from './errors';

/** Runs every command once, but for those of single sessions, which a gateway may have none of. */
export async function probe(run: (command: string) => Promise<string>): Promise<ProbeResult> {
  const started = performance.now();
  await run(COMMANDS.version);
  const latencyMs = performance.now() - started;
  const grants: Grant[] = [{ action: COMMANDS.version, needed: 'observe', state: 'granted' }];
  for (const command of [COMMANDS.summary, COMMANDS.neighbors, COMMANDS.bgpTable, COMMANDS.ipRoutes])
    grants.push(await granted(command, run));
  return { grants, latencyMs };
}

async function granted(action: string, run: (command: string) => Promise<string>): Promise<Grant> {
  try {
    await run(action);
    return { action, needed: 'observe', state: 'granted' };
  } catch (thrown) {
    const { kind, details } = toConnectorError(thrown, action);
    const code = details.code === undefined ? {} : { code: details.code };
    return { action, needed: 'observe', state: kind === 'denied' ? 'denied' : 'unknown', ...code };
  }
}
