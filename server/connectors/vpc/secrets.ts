import { sealMembers } from '../alibaba/seal';

/** The MD5 key of a BGP session, which Describe calls return in clear. */
const BGP_KEY = /^authkey$/i;
/** MACsec keys of circuits and whatever else is named like a secret: of no use here, so not kept at all. */
const NEVER_KEPT = /^(macseckeys?|cak|.*(secret|password|passwd|privatekey|kubeconfig))$/i;

/** Where the fingerprint of a BGP key is found in a sealed body. */
export const KEY_FINGERPRINT = 'AuthKeyFingerprint';

/** A body without its secrets, made before anything else looks at it: the BGP key becomes its fingerprint, other keys are dropped. */
export function sealSecrets(value: unknown, fingerprint: (secret: string) => string): unknown {
  return sealMembers(value, (name, each) => {
    if (BGP_KEY.test(name)) return keyFingerprint(each, fingerprint);
    return NEVER_KEPT.test(name) || name === KEY_FINGERPRINT ? [] : 'inside';
  });
}

function keyFingerprint(value: unknown, fingerprint: (secret: string) => string): [string, string][] {
  const isKey = (typeof value === 'string' && value !== '') || typeof value === 'number';
  return isKey ? [[KEY_FINGERPRINT, fingerprint(String(value))]] : [];
}
