import type { SourceCredential } from '@/domain/sources/settings';

/** What opens a source of any kind, as text in fields. */
export type CredentialDraft = {
  accessKeyId: string;
  accessKeySecret: string;
  kubeconfig: string;
  ca: string;
  certificate: string;
  privateKey: string;
};

export type CredentialField = keyof CredentialDraft;

export const EMPTY_CREDENTIAL: CredentialDraft = {
  accessKeyId: '',
  accessKeySecret: '',
  kubeconfig: '',
  ca: '',
  certificate: '',
  privateKey: '',
};

/** The fields of one kind of credential, in the order they are asked for. */
export const FIELDS_OF = {
  'access-key': ['accessKeyId', 'accessKeySecret'],
  kubeconfig: ['kubeconfig'],
  tls: ['ca', 'certificate', 'privateKey'],
  'ssh-key': ['privateKey'],
  none: [],
} as const satisfies Record<SourceCredential['kind'], readonly CredentialField[]>;

export function credentialTexts(draft: CredentialDraft): CredentialDraft {
  const { accessKeyId, accessKeySecret, kubeconfig, ca, certificate, privateKey } = draft;
  return {
    accessKeyId: accessKeyId.trim(),
    accessKeySecret: accessKeySecret.trim(),
    kubeconfig: kubeconfig.trim(),
    ca: ca.trim(),
    certificate: certificate.trim(),
    privateKey: privateKey.trim(),
  };
}

/** A credential of one kind from what was typed; parts of TLS that are empty are left out. */
export function credentialOf(kind: SourceCredential['kind'], draft: CredentialDraft): SourceCredential {
  const { accessKeyId, accessKeySecret, kubeconfig, ca, certificate, privateKey } = credentialTexts(draft);
  switch (kind) {
    case 'access-key':
      return { kind, accessKeyId, accessKeySecret };
    case 'kubeconfig':
      return { kind, kubeconfig };
    case 'tls':
      return {
        kind,
        ...(ca ? { ca } : {}),
        ...(certificate ? { certificate } : {}),
        ...(privateKey ? { key: privateKey } : {}),
      };
    case 'ssh-key':
      return { kind, privateKey };
    case 'none':
      return { kind };
  }
}
