import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError, badRequest } from './errors';

const ALGORITHM = 'ACS3-HMAC-SHA256';
/** The service refuses a date that is more than this far from its own. */
export const CLOCK_WINDOW_MS = 15 * 60 * 1000;

export type SignedRequest = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer };
export type AccessKey = { id: string; secret: string };
type Authorization = { credential: string; signedHeaders: string[]; signature: string };

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/**
 * Verifies a request as the gateway does (V3 request signing): key, clock window, covered headers, body, signature, nonce.
 * @param nowMs wall time
 * @throws ApiError with the gateway's own codes
 */
export function verifySignature(request: SignedRequest, key: AccessKey, nowMs: number, nonces: NonceMemory): void {
  const { credential, signedHeaders, signature } = parseAuthorization(request.headers.authorization);
  if (credential !== key.id)
    throw new ApiError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  checkClock(header(request, 'x-acs-date'), nowMs);
  if (!coversWhatMatters(request.headers, signedHeaders)) throw mismatch();
  if (sha256(request.body) !== header(request, 'x-acs-content-sha256')) throw mismatch();
  const spellings = [canonicalQuery(request.url, true), canonicalQuery(request.url, false)];
  const expected = spellings.map((query) => sign(canonicalRequest(request, query, signedHeaders), key.secret));
  if (!expected.some((each) => sameText(each, signature))) throw mismatch();
  nonces.use(header(request, 'x-acs-signature-nonce'), nowMs);
}

function parseAuthorization(text: string | undefined): Authorization {
  const match = /^ACS3-HMAC-SHA256 +Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/.exec(
    text ?? '',
  );
  const [, credential, signedHeaders, signature] = match ?? [];
  if (!credential || !signedHeaders || !signature)
    throw badRequest('IncompleteSignature', 'The request signature does not conform to Aliyun standards.');
  return { credential, signedHeaders: signedHeaders.split(';'), signature };
}

function checkClock(date: string, nowMs: number): void {
  const sentMs = Date.parse(date);
  if (Number.isNaN(sentMs))
    throw badRequest('InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
  if (Math.abs(nowMs - sentMs) > CLOCK_WINDOW_MS)
    throw badRequest('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
}

/** What is not signed may have been changed on the way, so these headers may not be left out. */
function coversWhatMatters(headers: IncomingHttpHeaders, signed: readonly string[]): boolean {
  const must = Object.keys(headers).filter(
    (name) => name.startsWith('x-acs-') || name === 'host' || name === 'content-type',
  );
  return must.every((name) => signed.includes(name));
}

/** Six lines: method, path, query, headers (each with its own line end), their names, the body's digest. */
export function canonicalRequest(request: SignedRequest, query: string, signedHeaders: readonly string[]): string {
  const path = (request.url.split('?')[0] ?? '/').replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~');
  const block = signedHeaders
    .map((name) => `${name.toLowerCase()}:${header(request, name.toLowerCase()).trim()}\n`)
    .join('');
  return [request.method, path, query, block, signedHeaders.join(';'), header(request, 'x-acs-content-sha256')].join(
    '\n',
  );
}

/** The published rule escapes keys too, the SDK leaves them as they are; both spellings are tried. */
export function canonicalQuery(url: string, escapeKeys: boolean): string {
  const mark = url.indexOf('?');
  if (mark < 0) return '';
  const pairs = url
    .slice(mark + 1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? [decodeURIComponent(pair), '']
        : [decodeURIComponent(pair.slice(0, equals)), decodeURIComponent(pair.slice(equals + 1))];
    });
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return pairs.map(([key, value]) => `${escapeKeys ? escape3986(key) : key}=${escape3986(value)}`).join('&');
}

function escape3986(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function sign(canonical: string, secret: string): string {
  return createHmac('sha256', secret)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest('hex');
}

function header(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

function mismatch(): ApiError {
  return badRequest('SignatureDoesNotMatch', 'Specified signature does not match our calculation.');
}

/** Remembers each nonce for as long as its date would be taken. */
export class NonceMemory {
  private readonly seen = new Map<string, number>();

  use(nonce: string, nowMs: number): void {
    if (nonce === '' || this.seen.has(nonce))
      throw badRequest('SignatureNonceUsed', 'The request signature nonce has been used.');
    this.seen.set(nonce, nowMs);
    for (const [old, at] of this.seen) {
      if (nowMs - at <= 2 * CLOCK_WINDOW_MS) break;
      this.seen.delete(old);
    }
  }
}
