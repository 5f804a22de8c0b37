import type { ApiOutputs } from '@/components/api/client';

export type Cause = ApiOutputs['findings']['list']['causes'][number];
export type Listed = Cause['findings'][number];
export type FindingDetails = ApiOutputs['findings']['read'];
