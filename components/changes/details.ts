import type { ApiOutputs } from '@/components/api/client';

/** Everything a review or run page shows of one change. */
export type ChangeDetails = ApiOutputs['changes']['get'];
