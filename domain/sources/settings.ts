import { z } from 'zod';
import { Key } from '@/domain/estate/primitives';
import { SourceKey } from './key';

/** How the kubeconfig of a cluster is come by: given by a person, or asked of the container service each time, for a short while. */
export const KubernetesAccess = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kubeconfig') }),
  z.strictObject({
    kind: z.literal('ack'),
    source: SourceKey,
    /** the API server's address inside the VPC, for a product that runs there */
    privateAddress: z.boolean().optional(),
  }),
]);
export type KubernetesAccess = z.infer<typeof KubernetesAccess>;

/** How vtysh is run: a command on this machine, or the forced command of an account; `hostKey` is the key SSH must show. */
export const FrrAccess = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('local'), command: z.array(z.string().min(1).max(256)).min(1).max(16) }),
  z.strictObject({
    kind: z.literal('ssh'),
    user: z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'user'),
    hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'host-key'),
  }),
]);
export type FrrAccess = z.infer<typeof FrrAccess>;

/** What belongs to one kind of source and is no secret. */
export const SourceSettings = z.discriminatedUnion('system', [
  z.strictObject({ system: z.literal('vpc') }),
  z.strictObject({ system: z.literal('ack') }),
  z.strictObject({ system: z.literal('kubernetes'), cluster: Key, access: KubernetesAccess }),
  z.strictObject({ system: z.literal('gobgp'), gateway: Key }),
  z.strictObject({ system: z.literal('frr'), gateway: Key, access: FrrAccess }),
]);
export type SourceSettings = z.infer<typeof SourceSettings>;

/** What opens a source. It goes in and never comes out. */
export const SourceCredential = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('access-key'),
    accessKeyId: z.string().trim().min(4).max(128),
    accessKeySecret: z.string().trim().min(8).max(256),
  }),
  z.strictObject({ kind: z.literal('kubeconfig'), kubeconfig: z.string().min(1).max(262_144) }),
  z.strictObject({
    kind: z.literal('tls'),
    ca: z.string().max(65_536).optional(),
    certificate: z.string().max(65_536).optional(),
    key: z.string().max(65_536).optional(),
  }),
  z.strictObject({ kind: z.literal('ssh-key'), privateKey: z.string().min(1).max(65_536) }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type SourceCredential = z.infer<typeof SourceCredential>;

/** The kind of credential that opens a source. GoBGP in clear needs none. */
export function credentialKindOf(settings: SourceSettings, protocol: string): SourceCredential['kind'] {
  switch (settings.system) {
    case 'vpc':
    case 'ack':
      return 'access-key';
    case 'kubernetes':
      return settings.access.kind === 'ack' ? 'none' : 'kubeconfig';
    case 'gobgp':
      return protocol === 'grpcs' ? 'tls' : 'none';
    case 'frr':
      return settings.access.kind === 'ssh' ? 'ssh-key' : 'none';
  }
}
