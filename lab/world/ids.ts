import { createHash } from 'node:crypto';

/** An id in the cloud's style, always the same for the same words, so that a rebuilt world keeps its ids. */
export function derivedId(kind: string, ...words: readonly string[]): string {
  const digest = createHash('sha256')
    .update([kind, ...words].join('|'))
    .digest('hex');
  return `${kind}-lab${digest.slice(0, 17)}`;
}

/** The estate file may leave the VPC's router out; `vpc-x` then has `vrt-x`. */
export function siblingId(kind: string, key: string): string {
  const rest = /^[a-z]+-(.+)$/.exec(key)?.[1];
  return rest === undefined ? derivedId(kind, key) : `${kind}-${rest}`;
}
