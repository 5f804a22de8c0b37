import type { ApiOutputs } from '@/components/api/client';

export type Advice = ApiOutputs['reachability']['announcements'][number];
