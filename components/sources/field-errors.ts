'use client';

import { TRPCClientError } from '@trpc/client';
import { useTranslations } from 'use-intl';
import type { ApiError } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { type FieldProblems, fieldOfRefusal, type SourceField } from './source-draft';

const SPOKEN = [
  'name',
  'key',
  'region',
  'endpoint',
  'accessKeyId',
  'accessKeySecret',
  'cluster',
  'source',
  'gateway',
  'user',
  'hostKey',
  'kubeconfig',
  'ca',
  'certificate',
  'privateKey',
  'callsPerMinute',
  'intervalSeconds',
  'deadlineSeconds',
] as const;

type Spoken = (typeof SPOKEN)[number];

function isSpoken(field: string): field is Spoken {
  return (SPOKEN as readonly string[]).includes(field);
}

function reasonOf(error: unknown): string {
  return error instanceof TRPCClientError ? ((error as ApiError).data?.refusal.reason ?? '') : '';
}

/** The sentence at each field, from what the schema or the server said; what is about no field stands above the verbs. */
export function useFieldErrors(problems: FieldProblems, refused: unknown) {
  const t = useTranslations('sources.problems');
  const refusal = useRefusalText();
  const refusedField = refused ? fieldOfRefusal(reasonOf(refused)) : null;
  const at = (field: SourceField): string | undefined => {
    const problem = problems[field];
    if (problem && isSpoken(field)) return t(problem.code === 'missing' ? 'missing' : field);
    return refusedField === field ? refusal(refused) : undefined;
  };
  return { at, general: refused && !refusedField ? refusal(refused) : undefined };
}
