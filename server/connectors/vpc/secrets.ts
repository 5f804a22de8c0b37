/** The MD5 key of a BGP session, which Describe calls return in clear. */
const BGP_KEY = /^authkey$/i;
/** MACsec keys of circuits and whatever else is named like a secret: of no use here, so not kept at all. */
const NEVER_KEPT = /^(macseckeys?|cak|.*(secret|password|passwd|privatekey|kubeconfig))$/i;
const DEEPEST = 16;

/** Where the fingerprint of a BGP key is found in a sealed body. */
export const KEY_FINGERPRINT = 'AuthKeyFingerprint';

/**
 * A copy of a body without its secrets, made before anything else looks at it: the BGP key becomes its fingerprint, other
 * keys are dropped. Parts nested deeper than any real answer are dropped too, since nobody could have looked at them.
 */
export function sealSecrets(value: unknown, fingerprint: (secret: string) => string, depth = 0): unknown {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((each: unknown) => sealSecrets(each, fingerprint, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties: a member named __proto__ stays a member.
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
      if (BGP_KEY.test(name)) return keyFingerprint(each, fingerprint);
      if (NEVER_KEPT.test(name) || name === KEY_FINGERPRINT) return [];
      return [[name, sealSecrets(each, fingerprint, depth + 1)]];
    }),
  );
}

function keyFingerprint(value: unknown, fingerprint: (secret: string) => string): [string, string][] {
  const isKey = (typeof value === 'string' && value !== '') || typeof value === 'number';
  return isKey ? [[KEY_FINGERPRINT, fingerprint(String(value))]] : [];
}
