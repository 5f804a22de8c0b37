import { DomainError } from '@/domain/errors';
import { ConnectorError } from '@/server/connectors/types';
import { storableText } from '@/server/db/storable';

export type ErrorFacts = { kind: string; code?: string; message: string };

/** Why a reading failed, as it is stored and told: in the product's words, never a raw body. */
export function errorFacts(error: unknown): ErrorFacts {
  if (error instanceof ConnectorError) {
    const { code } = error.details;
    return { kind: error.kind, ...(code ? { code } : {}), message: storableText(error.message) };
  }
  if (error instanceof DomainError) return { kind: error.code, code: error.reason, message: error.message };
  return { kind: 'internal', message: 'the reading failed inside the product' };
}
