import type { Problem } from '@/domain/errors';
import { SOURCE_SYSTEMS, type SourceSystem } from '@/domain/estate/resource';
import { problemsOf } from '@/domain/problems';
import { defaultEndpoint, storedConnection } from '@/domain/sources/connection';
import { SourceKey } from '@/domain/sources/key';
import { Region } from '@/domain/sources/place';
import { credentialKindOf, type SourceCredential } from '@/domain/sources/settings';
import { AddSource, TestConnection } from '@/domain/sources/source';
import { type CredentialDraft, credentialTexts, EMPTY_CREDENTIAL } from './credential-draft';

/** What is being typed for a new source: text as it stands in the fields, of every system at once, so that nothing is lost. */
export type SourceDraft = CredentialDraft & {
  system: SourceSystem;
  name: string;
  key: string;
  region: string;
  endpoint: string;
  cluster: string;
  access: 'kubeconfig' | 'ack';
  source: string;
  privateAddress: boolean;
  gateway: string;
  tls: boolean;
  user: string;
  hostKey: string;
  readOnly: boolean;
  callsPerMinute: string;
  intervalSeconds: string;
  deadlineSeconds: string;
};

export type SourceField = keyof SourceDraft;

export const EMPTY_DRAFT: SourceDraft = {
  ...EMPTY_CREDENTIAL,
  system: 'vpc',
  name: '',
  key: '',
  region: '',
  endpoint: '',
  cluster: '',
  access: 'kubeconfig',
  source: '',
  privateAddress: false,
  gateway: '',
  tls: true,
  user: 'causeway',
  hostKey: '',
  readOnly: true,
  callsPerMinute: '300',
  intervalSeconds: '60',
  deadlineSeconds: '600',
};

export const SYSTEMS = SOURCE_SYSTEMS;

/** Regions people reach for first; any other can be typed. Region ids of the vendor's documentation. */
export const COMMON_REGIONS = [
  'cn-hangzhou',
  'cn-shanghai',
  'cn-beijing',
  'cn-zhangjiakou',
  'cn-wulanchabu',
  'cn-shenzhen',
  'cn-guangzhou',
  'cn-chengdu',
  'cn-hongkong',
  'ap-southeast-1',
  'ap-southeast-5',
  'ap-northeast-1',
  'eu-central-1',
  'us-east-1',
  'us-west-1',
] as const;

export function isAccount(system: SourceSystem): system is 'vpc' | 'ack' {
  return system === 'vpc' || system === 'ack';
}

/** The endpoint that follows from system and region, or nothing while the region is not one. */
export function endpointOf({ system, region }: Pick<SourceDraft, 'system' | 'region'>): string {
  const parsed = Region.safeParse(region.trim());
  return parsed.success && isAccount(system) ? defaultEndpoint(system, parsed.data) : '';
}

/** An address copied from a browser: the scheme is fixed and the path means nothing, so both are taken off. */
function hostOf(text: string): string {
  return text
    .trim()
    .replace(/^https:\/\//i, '')
    .replace(/\/+$/, '');
}

/** The short name that follows from the name, or from the place where the name has no Latin letters. */
export function keyOf(draft: Pick<SourceDraft, 'system' | 'name' | 'region' | 'cluster' | 'gateway'>): string {
  const { system, name, region, cluster, gateway } = draft;
  const place = isAccount(system) ? region : system === 'kubernetes' ? cluster : gateway;
  return [name, place].map(slugOf).find((slug) => SourceKey.safeParse(slug).success) ?? '';
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** What goes to the server; it parses the same schema once more. */
export function inputOf(draft: SourceDraft): AddSource {
  return {
    key: draft.key.trim() || keyOf(draft),
    name: draft.name.trim(),
    readOnly: draft.readOnly,
    callsPerMinute: numberOf(draft.callsPerMinute),
    intervalSeconds: numberOf(draft.intervalSeconds),
    deadlineSeconds: numberOf(draft.deadlineSeconds),
    connection: connectionOf(draft),
  };
}

/** The part of it that a try needs. */
export function connectionOf(draft: SourceDraft): AddSource['connection'] {
  const { system, access } = draft;
  const texts = credentialTexts(draft);
  const endpoint = hostOf(draft.endpoint);
  switch (system) {
    case 'vpc':
    case 'ack': {
      const { accessKeyId, accessKeySecret } = texts;
      const region = draft.region.trim();
      return { system, region, ...(endpoint ? { endpoint } : {}), accessKeyId, accessKeySecret };
    }
    case 'kubernetes': {
      const { kubeconfig } = texts;
      const within = draft.privateAddress ? { privateAddress: true } : {};
      const how =
        access === 'ack' ? { kind: access, source: draft.source.trim(), ...within } : { kind: access, kubeconfig };
      return { system, cluster: draft.cluster.trim(), access: how };
    }
    case 'gobgp': {
      const { ca, certificate, privateKey } = texts;
      const tls = {
        ...(ca ? { ca } : {}),
        ...(certificate ? { certificate } : {}),
        ...(privateKey ? { key: privateKey } : {}),
      };
      return { system, gateway: draft.gateway.trim(), endpoint, ...(draft.tls ? { tls } : {}) };
    }
    case 'frr': {
      const { privateKey } = texts;
      const [gateway, user, hostKey] = [draft.gateway.trim(), draft.user.trim(), draft.hostKey.trim()];
      return { system, gateway, endpoint, user, hostKey, privateKey };
    }
  }
}

/** The kind of credential that the draft asks for. */
export function credentialKind(draft: SourceDraft): SourceCredential['kind'] {
  const { settings, protocol } = storedConnection(connectionOf(draft));
  return credentialKindOf(settings, protocol);
}

export type FieldProblems = Partial<Record<SourceField, Problem>>;

/** Where a member of the input stands in the form, when its name there is another. */
function fieldOf({ path }: Problem): SourceField {
  const member = String(path.at(-1));
  return (member === 'key' && path.includes('tls') ? 'privateKey' : member) as SourceField;
}

/** Every field that is wrong, the first thing about each; what is empty is missing, whatever rule it breaks as well. */
export function problemsIn(draft: SourceDraft, only?: 'connection'): FieldProblems {
  const connection = connectionOf(draft);
  const parsed = only ? TestConnection.options[1].safeParse({ connection }) : AddSource.safeParse(inputOf(draft));
  if (parsed.success) return {};
  const fields: FieldProblems = {};
  for (const problem of problemsOf(parsed.error)) {
    const field = fieldOf(problem);
    const typed = field === 'key' ? inputOf(draft).key : draft[field];
    const isNumber = field === 'callsPerMinute' || field.endsWith('Seconds');
    const empty = !isNumber && typeof typed === 'string' && typed.trim() === '';
    fields[field] ??= empty ? { path: [field], code: 'missing' } : { ...problem, path: [field] };
  }
  return fields;
}

/** The field a refusal of the server is about. */
export function fieldOfRefusal(reason: string): SourceField | null {
  if (reason === 'source-key-taken') return 'key';
  if (reason === 'target-refused' || reason === 'target-unresolved' || reason === 'endpoint-malformed')
    return 'endpoint';
  return null;
}
