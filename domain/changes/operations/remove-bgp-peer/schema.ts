import { z } from 'zod';
import { AddressText, Key } from '@/domain/estate/primitives';

/** Ends a session of a VBR. What it brought goes with it. */
export const RemoveBgpPeer = z.object({
  kind: z.literal('remove-bgp-peer'),
  vbr: Key,
  group: Key,
  address: AddressText,
});
export type RemoveBgpPeer = z.output<typeof RemoveBgpPeer>;
