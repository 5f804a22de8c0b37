import { z } from 'zod';
import { storedConnection } from '@/domain/sources/connection';
import { TestConnection } from '@/domain/sources/source';
import { ConnectorError, type Observer, type ProbeResult } from '@/server/connectors/types';
import { command, parseInput } from '../command';
import type { Context } from '../context';
import { refuseTarget } from './add-source';
import { connectTo, openConnector } from './open-connector';
import { getSource } from './stored-source';

/** What a try showed: the grants that are there against those that are needed, or why nothing answered. */
export type ConnectionTest =
  ({ kind: 'connected' } & ProbeResult) | { kind: 'failed'; error: { kind: string; code?: string; message: string } };

/** Tries a source that is stored, or one that is being typed, with harmless calls. Goes on record, as every reaching out. */
export async function testConnection(context: Context, raw: TestConnection): Promise<ConnectionTest> {
  await authoriseTest(context, {});
  const input = parseInput(TestConnection, raw);
  const result = await probe(await connectorFor(context, input));
  const objects = 'sourceId' in input ? [`source:${input.sourceId}`] : [];
  const outcome = result.kind === 'connected' ? { outcome: 'connected' } : { outcome: 'failed', ...result.error };
  await recordTest(context, { objects, outcome });
  return result;
}

/** Nobody reaches out before the right to do so is established, and a refusal is on record. */
const authoriseTest = command({
  name: 'source.test',
  permission: 'source:manage',
  input: z.object({}),
  run: async () => ({ result: undefined, audit: [] }),
});

async function connectorFor(context: Context, input: TestConnection): Promise<Observer> {
  if ('sourceId' in input) return openConnector(context, await getSource(context.db, input.sourceId));
  const { credential, ...place } = storedConnection(input.connection);
  await refuseTarget(context, 'source.test', place);
  return connectTo(context, { ...place, callsPerMinute: 60 }, credential);
}

async function probe(connector: Observer): Promise<ConnectionTest> {
  try {
    return { kind: 'connected', ...(await connector.probe(AbortSignal.timeout(20_000))) };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { code } = error.details;
    return { kind: 'failed', error: { kind: error.kind, ...(code ? { code } : {}), message: error.message } };
  }
}

const recordTest = command({
  name: 'source.test',
  permission: 'source:manage',
  input: z.object({ objects: z.array(z.string()), outcome: z.record(z.string(), z.string()) }),
  run: async (_scope, { objects, outcome }) => ({
    result: undefined,
    audit: {
      action: 'source.test',
      objects,
      result: outcome.outcome === 'connected' ? 'done' : 'failed',
      detail: outcome,
    },
  }),
});
