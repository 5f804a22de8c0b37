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

/** Whom to call about a site, and for what. */
export const Contact = z.object({
  name: z.string().trim().min(1).max(128),
  role: z.string().trim().max(128).optional(),
  email: z.string().trim().max(254).optional(),
  phone: z.string().trim().max(64).optional(),
});
export type Contact = z.infer<typeof Contact>;

/** A cloud region or an edge data centre. `hostPrefixes` are the ranges its hosts live in. */
export const Site = z.object({
  key: Key,
  kind: z.enum(['cloud-region', 'data-centre']),
  title: Title.optional(),
  location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
  hostPrefixes: z.array(PrefixText).default([]),
  lans: z.array(Lan).default([]),
  contacts: z.array(Contact).optional(),
  tags: z.array(z.string().trim().min(1).max(64)).optional(),
  note: z.string().max(4000).optional(),
});
export type Site = z.infer<typeof Site>;
