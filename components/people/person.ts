import type { ApiOutputs } from '@/components/api/client';

/** One person with what they may do where, and since when. */
export type Person = ApiOutputs['people']['list'][number];
