import { z } from 'zod';
import { Key } from '@/domain/estate/primitives';
import { SourceKey } from './key';
import { EndpointText, Region } from './place';
import type { SourceCredential, SourceSettings } from './settings';

const AccessKey = {
  accessKeyId: z.string().trim().min(4).max(128),
  accessKeySecret: z.string().trim().min(8).max(256),
};

const Account = { region: Region, endpoint: EndpointText.optional(), ...AccessKey };
const Pem = z.string().trim().max(65_536);

/** Everything that reaching a source takes, as a person types it: where it is and what opens it. */
export const SourceConnection = z.discriminatedUnion('system', [
  z.strictObject({ system: z.literal('vpc'), ...Account }),
  z.strictObject({ system: z.literal('ack'), ...Account }),
  z.strictObject({
    system: z.literal('kubernetes'),
    cluster: Key,
    access: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('kubeconfig'), kubeconfig: z.string().trim().min(1).max(262_144) }),
      z.strictObject({ kind: z.literal('ack'), source: SourceKey, privateAddress: z.boolean().optional() }),
    ]),
  }),
  z.strictObject({
    system: z.literal('gobgp'),
    gateway: Key,
    endpoint: EndpointText,
    tls: z.strictObject({ ca: Pem.optional(), certificate: Pem.optional(), key: Pem.optional() }).optional(),
  }),
  z.strictObject({
    system: z.literal('frr'),
    gateway: Key,
    endpoint: EndpointText,
    user: z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'user'),
    hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'host-key'),
    privateKey: z.string().trim().min(1).max(65_536),
  }),
]);
export type SourceConnection = z.infer<typeof SourceConnection>;

/** Where the API of a system answers in a region. */
export function defaultEndpoint(system: 'vpc' | 'ack', region: string): string {
  return `${system === 'vpc' ? 'vpc' : 'cs'}.${region}.aliyuncs.com`;
}

/** A connection as it is stored: the place in clear, what opens it apart. */
export type StoredConnection = {
  endpoint: string;
  protocol: 'https' | 'grpc' | 'grpcs' | 'ssh';
  region: string;
  settings: SourceSettings;
  credential: SourceCredential;
};

/** Takes a connection apart. A cluster's address stands in its kubeconfig, so it has no endpoint of its own. */
export function storedConnection(connection: SourceConnection): StoredConnection {
  switch (connection.system) {
    case 'vpc':
    case 'ack': {
      const { system, region, endpoint = defaultEndpoint(system, region), accessKeyId, accessKeySecret } = connection;
      const credential = { kind: 'access-key', accessKeyId, accessKeySecret } as const;
      return { endpoint, protocol: 'https', region, settings: { system }, credential };
    }
    case 'kubernetes': {
      const { system, cluster, access } = connection;
      const place = { endpoint: '', protocol: 'https', region: '' } as const;
      if (access.kind === 'ack')
        return { ...place, settings: { system, cluster, access }, credential: { kind: 'none' } };
      const { kind, kubeconfig } = access;
      return { ...place, settings: { system, cluster, access: { kind } }, credential: { kind, kubeconfig } };
    }
    case 'gobgp': {
      const { system, gateway, endpoint, tls } = connection;
      const credential: SourceCredential = tls ? { kind: 'tls', ...tls } : { kind: 'none' };
      return { endpoint, protocol: tls ? 'grpcs' : 'grpc', region: '', settings: { system, gateway }, credential };
    }
    case 'frr': {
      const { system, gateway, endpoint, user, hostKey, privateKey } = connection;
      const settings = { system, gateway, access: { kind: 'ssh', user, hostKey } } as const;
      return { endpoint, protocol: 'ssh', region: '', settings, credential: { kind: 'ssh-key', privateKey } };
    }
  }
}
