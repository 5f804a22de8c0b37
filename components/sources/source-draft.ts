import type { Problem } from '@/domain/errors';
import { problemsOf } from '@/domain/problems';
import { SourceKey } from '@/domain/sources/key';
import { AddSource, defaultEndpoint, Region, TestConnection } from '@/domain/sources/source';

/** What is being typed for a new account: text as it stands in the fields. */
export type SourceDraft = {
  name: string;
  key: string;
  region: string;
  endpoint: string;
  accessKeyId: string;
  accessKeySecret: string;
  readOnly: boolean;
  callsPerMinute: string;
  intervalSeconds: string;
};

export type SourceField = keyof SourceDraft;

export const EMPTY_DRAFT: SourceDraft = {
  name: '',
  key: '',
  region: '',
  endpoint: '',
  accessKeyId: '',
  accessKeySecret: '',
  readOnly: true,
  callsPerMinute: '300',
  intervalSeconds: '60',
};

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

/** The endpoint that follows from the region, or nothing while the region is not one. */
export function endpointOf(region: string): string {
  const parsed = Region.safeParse(region.trim());
  return parsed.success ? defaultEndpoint(parsed.data) : '';
}

/** An address copied from a browser: the scheme is fixed and the path means nothing, so both are taken off. */
function hostOf(text: string): string {
  return text
    .trim()
    .replace(/^https:\/\//i, '')
    .replace(/\/+$/, '');
}

/** The short name that follows from the name, or from the region where the name has no Latin letters. */
export function keyOf({ name, region }: Pick<SourceDraft, 'name' | 'region'>): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  if (SourceKey.safeParse(slug).success) return slug;
  return endpointOf(region) ? region.trim() : '';
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
    ...connectionOf(draft),
  };
}

/** The part of it that a try needs. */
export function connectionOf({ region, endpoint, accessKeyId, accessKeySecret }: SourceDraft) {
  return {
    region: region.trim(),
    ...(hostOf(endpoint) ? { endpoint: hostOf(endpoint) } : {}),
    accessKeyId: accessKeyId.trim(),
    accessKeySecret: accessKeySecret.trim(),
  };
}

export type FieldProblems = Partial<Record<SourceField, Problem>>;

function byField(problems: readonly Problem[]): FieldProblems {
  const fields: FieldProblems = {};
  for (const problem of problems) fields[problem.path[0] as SourceField] ??= problem;
  return fields;
}

const EMPTY_IS_MISSING = ['name', 'key', 'region', 'accessKeyId', 'accessKeySecret'] as const;

/** Every field that is wrong, the first thing about each; what is empty is missing, whatever rule it breaks as well. */
export function problemsIn(draft: SourceDraft, only?: 'connection'): FieldProblems {
  const parsed = only ? TestConnection.options[1].safeParse(connectionOf(draft)) : AddSource.safeParse(inputOf(draft));
  if (parsed.success) return {};
  const problems = byField(problemsOf(parsed.error));
  const sent: Readonly<Record<string, unknown>> = inputOf(draft);
  for (const field of EMPTY_IS_MISSING)
    if (problems[field] && sent[field] === '') problems[field] = { path: [field], code: 'missing' };
  return problems;
}

/** The field a refusal of the server is about. */
export function fieldOfRefusal(reason: string): SourceField | null {
  if (reason === 'source-key-taken') return 'key';
  if (reason === 'target-refused' || reason === 'target-unresolved' || reason === 'endpoint-malformed')
    return 'endpoint';
  return null;
}
