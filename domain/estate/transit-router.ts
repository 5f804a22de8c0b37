import { z } from 'zod';
import { Key, Title } from './primitives';
import { RouteEntry } from './routes';

/** A VPC or VBR on a transit router. Only `attached` carries traffic; left out, it is taken to. */
export const Attachment = z.object({ key: Key, router: Key, status: z.string().max(32).optional() });
export type Attachment = z.infer<typeof Attachment>;

/** Rows lead to attachments, several at once for equal-cost ways. `attachments`: who is sent by it; left out, whoever has no other. */
export const TransitRouterTable = z.object({
  key: Key,
  name: z.string().max(256).optional(),
  attachments: z.array(Key).optional(),
  entries: z.array(RouteEntry).optional(),
});
export type TransitRouterTable = z.infer<typeof TransitRouterTable>;

/** A CEN transit router, or an Express Connect router (`ecr`). Declared-only until a connector reads them. */
export const TransitRouter = z.object({
  key: Key,
  kind: z.enum(['transit-router', 'ecr']).optional(),
  title: Title.optional(),
  site: Key.optional(),
  attachments: z.array(Attachment).default([]),
  routeTables: z.array(TransitRouterTable).optional(),
});
export type TransitRouter = z.infer<typeof TransitRouter>;
