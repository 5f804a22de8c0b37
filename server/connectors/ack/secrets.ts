import { sealMembers } from '../alibaba/seal';
import type { Answer } from '../alibaba/call';

/** Scripts, keys, tokens and whatever else is named like a secret: of no use here, so not kept at all. */
const NEVER_KEPT = /(secret|passw(or)?d|token|credential|private_?key|access_?key|kubeconfig|user_data)/i;
/** The same inside an add-on's own configuration, where a change must show: what is there is kept as a fingerprint. */
const SECRET_SETTING =
  /(secret|passw(or)?d|passphrase|token|credential|(private|access|client|auth|api|license)[_-]?key|kubeconfig|docker_?config|webhook|cert(ificate)?[_-]?data|^(ak|sk|auth|authorization)$)/i;
/** Secrets that go by their content, whatever they are called. */
const SECRET_TEXT =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|client-key-data|"?aws_secret|\b(LTAI|AKIA)[A-Za-z0-9]{12,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.|:\/\/[^/\s:@]+:[^/\s@]+@|(secret|passw(or)?d|token|(private|access|api)[_-]?key)["']?\s*[:=]\s*["']?[^\s"',]/i;

/** Where a setting was a secret: equal texts stand for equal secrets. Never to be written back. */
const SEALED = 'sealed:';
/** In place of a configuration that is no JSON object: nobody could look for secrets in it. */
export const UNREADABLE = 'unreadable';

type Fingerprint = (secret: string) => string;

/** A body without its secrets. Only the call that is there for a kubeconfig brings one home. */
export function sealBody(body: object, action: string, fingerprint: Fingerprint): Answer {
  if (action === 'DescribeClusterUserKubeconfig') return body as Answer;
  return sealMembers(body, (name, value) => {
    if (name === 'config') return [[name, configOf(value, fingerprint)]];
    return NEVER_KEPT.test(name) ? [] : 'inside';
  }) as Answer;
}

/** An add-on's configuration comes as JSON inside a text; it leaves as the object, or not at all. */
function configOf(value: unknown, fingerprint: Fingerprint): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  if (parsed === null) return undefined;
  return typeof parsed === 'object' && !Array.isArray(parsed) ? sealSettings(parsed, fingerprint) : UNREADABLE;
}

function sealSettings(settings: object, fingerprint: Fingerprint): unknown {
  const seal = (secret: unknown) =>
    `${SEALED}${fingerprint(typeof secret === 'string' ? secret : JSON.stringify(secret))}`;
  return sealMembers(settings, (name, value) => {
    if (isEmpty(value)) return 'inside';
    if (SECRET_SETTING.test(name) || (typeof value === 'string' && SECRET_TEXT.test(value)))
      return [[name, seal(value)]];
    if (!Array.isArray(value)) return 'inside';
    const texts = value.map((each: unknown) =>
      typeof each === 'string' && SECRET_TEXT.test(each) ? seal(each) : each,
    );
    return [
      [name, texts.map((each) => (typeof each === 'object' && each !== null ? sealSettings(each, fingerprint) : each))],
    ];
  });
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || typeof value === 'boolean';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A parser's error quotes what it could not parse; what matters is only that it could not.
    return UNREADABLE;
  }
}
