/**
 * The text behind a secret reference. It is one well-known word per reference, so that a test can search the whole product
 * for it: what turns up anywhere but here has leaked.
 */
export function bgpKeyText(reference: string): string {
  return `CANARY-bgp-key-${reference}`;
}
