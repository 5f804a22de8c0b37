import { plainText } from '../plain-text';

/** Terway's access keys, Flannel's pre-shared keys, and whatever else is named like something that opens a door. */
const NEVER_KEPT =
  /access_?key|access_?id|secret|passw(or)?d|passphrase|token|private_?key|credential|kubeconfig|^psk$|^auth/i;
const DEEPEST = 16;

/** A copy of a configuration without its secrets and without what cannot be seen; what lies deeper than any real one is dropped. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return undefined;
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map((each: unknown) => withoutSecrets(each, depth + 1) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties: a member named __proto__ stays a member.
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
      NEVER_KEPT.test(name) ? [] : [[name, withoutSecrets(each, depth + 1)]],
    ),
  );
}
