import type { ApiOutputs } from '@/components/api/client';

/** What the page of one object begins with. */
export type Details = ApiOutputs['estate']['details'];
