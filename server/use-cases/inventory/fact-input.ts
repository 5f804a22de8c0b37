import { z } from 'zod';
import { FACT_SECTIONS } from '@/domain/estate/sections';
import { Key } from '@/domain/estate/primitives';

/** Which fact: a list of the estate file and a key in it. */
export const Fact = z.strictObject({ section: z.enum(FACT_SECTIONS), key: Key });
