import { z } from 'zod';
import { SessionState } from '@/domain/estate/bgp';
import { KubeNode } from '@/domain/estate/cluster';
import { AddressText, Key } from '@/domain/estate/primitives';
import { RouteEntry } from '@/domain/estate/routes';
import { Permit } from '@/domain/estate/vpc';

/** Whose permits: a gateway's firewall, or a security group of a VPC. */
const PermitHolder = z.strictObject({ kind: z.enum(['gateway', 'security-group']), key: Key });
export type PermitHolder = z.infer<typeof PermitHolder>;

const aNode = { cluster: Key, node: KubeNode };
const aPermit = { of: PermitHolder, permit: Permit };

/**
 * A session of a VBR in another state. Down, it takes along what only it brought; up, it brings what the gateway should announce by
 * its settings. `rows` says instead which rows learnt over BGP the table then holds of the session's family. No state: nobody looked.
 */
const SetBgpSession = z.strictObject({
  kind: z.literal('set-bgp-session'),
  vbr: Key,
  group: Key,
  address: AddressText,
  sessionState: SessionState.optional(),
  receivedRoutes: z.number().int().min(0).optional(),
  advertisedRoutes: z.number().int().min(0).optional(),
  rows: z.array(RouteEntry).optional(),
});
export type SetBgpSession = z.infer<typeof SetBgpSession>;

const AddNode = z.strictObject({ kind: z.literal('add-node'), ...aNode });
/** The node of that name as it is to be: what is left out of it is gone. */
const ChangeNode = z.strictObject({ kind: z.literal('change-node'), ...aNode });
const RemoveNode = z.strictObject({ kind: z.literal('remove-node'), cluster: Key, name: z.string().min(1).max(253) });
export type NodeEdit = z.infer<typeof AddNode | typeof ChangeNode | typeof RemoveNode>;

const AddPermit = z.strictObject({ kind: z.literal('add-permit'), ...aPermit });
const ChangePermit = z.strictObject({ kind: z.literal('change-permit'), ...aPermit, to: Permit });
const RemovePermit = z.strictObject({ kind: z.literal('remove-permit'), ...aPermit });
export type PermitEdit = z.infer<typeof AddPermit | typeof ChangePermit | typeof RemovePermit>;

/**
 * Something about an estate that is supposed to be otherwise, although no operation of a change makes it so: what a session does,
 * which nodes there are, what a firewall permits.
 */
export const EstateEdit = z.discriminatedUnion('kind', [
  SetBgpSession,
  AddNode,
  ChangeNode,
  RemoveNode,
  AddPermit,
  ChangePermit,
  RemovePermit,
]);
export type EstateEdit = z.infer<typeof EstateEdit>;
