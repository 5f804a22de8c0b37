import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/server/config/env';

/** A secret at rest, and the key it was sealed under. */
export type Sealed = { keyId: string; sealed: Uint8Array<ArrayBuffer> };

/** The seal does not open: another key, another owner, or changed bytes. Says nothing of the content. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

const FORMAT = 1;
const NONCE = 12;
const TAG = 16;

function derived(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', env().CAUSEWAY_ENCRYPTION_KEY, '', `causeway ${purpose}`, 32));
}

/** Tells keys apart without telling anything of them. */
export function currentKeyId(): string {
  return createHash('sha256').update(derived('key id')).digest('hex').slice(0, 16);
}

/** AES-256-GCM; the owner is authenticated with it, so that a sealed secret cannot be moved to another row. */
export function seal(owner: string, secret: string): Sealed {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', derived('credentials'), nonce);
  cipher.setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  const sealed = new Uint8Array([FORMAT, ...nonce, ...cipher.getAuthTag(), ...text]);
  return { keyId: currentKeyId(), sealed };
}

/** @throws SealError when key, owner or bytes are not those of the sealing */
export function unseal(owner: string, { keyId, sealed }: Sealed): string {
  if (keyId !== currentKeyId()) throw new SealError('sealed under another key');
  if (sealed[0] !== FORMAT || sealed.length < 1 + NONCE + TAG) throw new SealError('not a sealed secret');
  const decipher = createDecipheriv('aes-256-gcm', derived('credentials'), sealed.slice(1, 1 + NONCE));
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(sealed.slice(1 + NONCE, 1 + NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(sealed.slice(1 + NONCE + TAG)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new SealError('the seal does not open', { cause: error });
  }
}

/** A keyed digest: equal secrets have equal fingerprints, and nobody without the key can try guesses against it. */
export function fingerprint(secret: string): string {
  return createHmac('sha256', derived('fingerprint')).update(secret).digest('hex').slice(0, 32);
}
