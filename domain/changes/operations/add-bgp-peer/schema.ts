import { z } from 'zod';
import { PeerBfd } from '@/domain/estate/bgp';
import { AddressText, Key } from '@/domain/estate/primitives';

/** A further session of a VBR, in an existing group that holds its ASNs, key and route limit. */
export const AddBgpPeer = z.object({
  kind: z.literal('add-bgp-peer'),
  vbr: Key,
  group: Key,
  address: AddressText,
  bfd: PeerBfd.default({ enabled: false }),
});
export type AddBgpPeer = z.output<typeof AddBgpPeer>;
