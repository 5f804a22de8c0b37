import type { ApiOutputs } from '@/components/api/client';

type Reachability = ApiOutputs['reachability']['read'];
export type Answered = Extract<Reachability, { known: true }>;
export type AnsweredDirection = Answered['answer']['forward'];
export type AnsweredPart = AnsweredDirection['parts'][number];
export type Direction = 'forward' | 'back';
