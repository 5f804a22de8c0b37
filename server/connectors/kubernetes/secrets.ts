/** Terway's access keys, Flannel's pre-shared keys, and whatever else is named like something that opens a door. */
const NEVER_KEPT =
  /access_?key|access_?id|secret|passw(or)?d|passphrase|token|private_?key|credential|kubeconfig|^psk$|^auth/i;
const DEEPEST = 16;
const LONGEST_TEXT = 4_096;
/** Control characters, and those that reorder or hide what is written around them. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A copy of a configuration without its secrets and without what cannot be seen; what lies deeper than any real one is dropped. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return undefined;
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT).toWellFormed().replace(INVISIBLE, '\ufffd');
  if (Array.isArray(value)) return value.map((each: unknown) => withoutSecrets(each, depth + 1) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties: a member named __proto__ stays a member.
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
      NEVER_KEPT.test(name) ? [] : [[name, withoutSecrets(each, depth + 1)]],
    ),
  );
}
