import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** DER (X.690): tag, length, content. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  // The shortest form that holds it: strict readers refuse any other.
  const low = body.length & 0xff;
  const length = body.length < 128 ? [low] : body.length < 256 ? [0x81, low] : [0x82, body.length >> 8, low];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: readonly Uint8Array[]) => der(0x30, ...content);
const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes));
const utcTime = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));

// RFC 8410: id-Ed25519, and a private key with nothing before its 32 bytes but this.
const ED25519 = sequence(oid(0x2b, 0x65, 0x70));
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const COMMON_NAME = oid(0x55, 0x04, 0x03);
const SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11);
const BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);

/** Up to the last year that a two-digit time can name. */
const AS_LONG_AS_IT_LIVES = { from: new Date('2020-01-01T00:00:00Z'), until: new Date('2049-12-31T00:00:00Z') };

export type Certificate = { certificate: string; key: string };

/**
 * A certificate for 127.0.0.1 that vouches for itself. The same words give the same certificate, so whoever trusts it finds it
 * again after a restart, and no key needs to be kept.
 */
export function certificateFrom(words: string, validity = AS_LONG_AS_IT_LIVES): Certificate {
  const seed = createHash('sha256').update(`certificate|${words}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('causeway-lab')))));
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, der(0x01, Buffer.from([0xff])), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
    // RFC 5280 section 4.2.1.6: 7 is an IP address, 2 a DNS name.
    sequence(
      SUBJECT_ALT_NAME,
      der(0x04, sequence(der(0x87, Buffer.from([127, 0, 0, 1])), der(0x82, Buffer.from('localhost')))),
    ),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1, ...createHash('sha256').update(seed).digest().subarray(0, 8)])),
    ED25519,
    name,
    sequence(utcTime(validity.from), utcTime(validity.until)),
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.from([0]), sign(null, body, privateKey));
  return {
    certificate: pem('CERTIFICATE', sequence(body, ED25519, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function pem(what: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${what}-----\n${lines.join('\n')}\n-----END ${what}-----\n`;
}
