import type { Grant, ProbeResult } from '../types';
import type { Api } from './api';
import { toConnectorError } from './errors';

/** RFC 5737: in nobody's table, so that the answer is short. */
const DOCUMENTATION_PREFIX = '192.0.2.0/24';

/**
 * Asks for everything that observing asks for, briefly. GoBGP knows no rights: whoever reaches the port may do everything, so
 * nothing is said of writing, which this connector does not do.
 */
export async function probe(open: () => Promise<Api>): Promise<ProbeResult> {
  const started = performance.now();
  const api = await open();
  const latencyMs = performance.now() - started;
  const grants: Grant[] = [{ action: 'gobgp:GetBgp', needed: 'observe', state: 'granted' }];
  grants.push(await granted('ListPeer', () => api.listPeers(() => undefined)));
  grants.push(
    await granted('ListPath', () => api.listPaths({ table: 'global', exact: DOCUMENTATION_PREFIX }, () => undefined)),
  );
  return { grants, latencyMs };
}

async function granted(method: string, ask: () => Promise<void>): Promise<Grant> {
  const action = `gobgp:${method}`;
  try {
    await ask();
    return { action, needed: 'observe', state: 'granted' };
  } catch (thrown) {
    const { kind, details } = toConnectorError(thrown, method);
    const code = details.code === undefined ? {} : { code: details.code };
    // What is not there can be asked for: the question was understood and allowed.
    const state = kind === 'not-found' ? 'granted' : kind === 'denied' ? 'denied' : 'unknown';
    return { action, needed: 'observe', state, ...code };
  }
}
