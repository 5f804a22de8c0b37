import { createHmac, timingSafeEqual } from 'node:crypto';

/** Begins like all that must turn up nowhere in the product. */
const PREFIX = 'CANARY-kubeconfig';

/** The bearer token of a temporary kubeconfig. It says itself when it ends, so that a restart of the lab forgets none. */
export function clusterToken(secret: string, cluster: string, endsAt: number): string {
  const said = `${PREFIX}.${Buffer.from(cluster).toString('base64url')}.${endsAt}`;
  return `${said}.${signatureOf(secret, said)}`;
}

/** Was this token given out for this cluster, and does it still hold? */
export function isClusterToken(secret: string, cluster: string, token: string, nowMs: number): boolean {
  const endsAt = Number(token.split('.')[2]);
  const wanted = Buffer.from(clusterToken(secret, cluster, endsAt));
  const given = Buffer.from(token);
  return wanted.length === given.length && timingSafeEqual(wanted, given) && nowMs < endsAt;
}

function signatureOf(secret: string, said: string): string {
  return createHmac('sha256', secret).update(said).digest('base64url');
}
