import { z } from 'zod';
import { AddressText, Key, PrefixText, Title } from './primitives';

/** One layer-2 segment of a site. */
export const Lan = z.object({
  key: Key,
  title: Title.optional(),
  prefix: PrefixText,
  gatewayAddress: AddressText.optional(),
});
export type Lan = z.infer<typeof Lan>;

/** A cloud region or an edge data centre. `hostPrefixes` are the ranges its hosts live in. */
export const Site = z.object({
  key: Key,
  kind: z.enum(['cloud-region', 'data-centre']),
  title: Title.optional(),
  location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
  hostPrefixes: z.array(PrefixText).default([]),
  lans: z.array(Lan).default([]),
});
export type Site = z.infer<typeof Site>;
