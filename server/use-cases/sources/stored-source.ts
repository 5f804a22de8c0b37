import type { Place } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { SourceSettings } from '@/domain/sources/settings';
import type { Database, Tx } from '@/server/db/client';

/** A source as stored, without its credential. */
export type StoredSource = {
  id: string;
  key: string;
  name: string;
  system: string;
  endpoint: string;
  protocol: string;
  region: string;
  settings: SourceSettings;
  enabled: boolean;
  readOnly: boolean;
  callsPerMinute: number;
  intervalSeconds: number;
  deadlineSeconds: number;
  version: number;
};

/** @throws DomainError `not-found` also for a source that was removed */
export async function getSource(db: Database | Tx, id: string): Promise<StoredSource> {
  const source = await db.source.findFirst({ where: { id, removedAt: null } });
  if (!source) throw new DomainError('not-found', 'source-not-found', { source: id });
  return asStoredSource(source);
}

/** A row as the product knows it: its settings parsed. */
export function asStoredSource<T extends { settings: unknown }>(row: T): T & { settings: SourceSettings } {
  return { ...row, settings: SourceSettings.parse(row.settings) };
}

/** A source as what a request touches: nothing of it but itself. */
export function placeOfSource(key: string): Place {
  return { sources: [key], sites: [] };
}

/** What the audit and the API show of a source: everything but what opens it. */
export function sourceFacts(source: StoredSource): Omit<StoredSource, 'id'> {
  const { key, name, system, endpoint, protocol, region, settings, enabled, readOnly } = source;
  const { callsPerMinute, intervalSeconds, deadlineSeconds, version } = source;
  return {
    ...{ key, name, system, endpoint, protocol, region, settings, enabled, readOnly },
    ...{ callsPerMinute, intervalSeconds, deadlineSeconds, version },
  };
}
