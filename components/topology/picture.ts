import type { ApiOutputs } from '@/components/api/client';

/** What the server draws, and what it knows of one thing. */
export type Picture = ApiOutputs['estate']['topology'];
export type ObjectDetails = ApiOutputs['estate']['object'];
export type Timeline = ApiOutputs['estate']['timeline'];
export type SavedView = ApiOutputs['views']['list'][number];
