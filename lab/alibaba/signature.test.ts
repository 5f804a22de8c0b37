import { describe, expect, it } from 'vitest';
import { canonicalQuery, canonicalRequest, NonceMemory, sign, verifySignature, type SignedRequest } from './signature';

// The worked example of V3 request signing, reproduced by the real SDK with date and nonce frozen.
const KEY = { id: 'LTAIexampleKey01', secret: 'exampleSecretForDocsOnly' };
const NOW = Date.parse('2026-01-02T03:04:05Z');
const NAMES =
  'host;x-acs-action;x-acs-content-sha256;x-acs-credentials-provider;x-acs-date;x-acs-signature-nonce;x-acs-version';
const SIGNATURE = 'e4ae137ac978681cdfbd557a658744ad5816c6fd478f3ca7757054f659bc3885';

function example(changed: Partial<SignedRequest> = {}, headers: Record<string, string> = {}): SignedRequest {
  return {
    method: 'POST',
    url: '/?Filter.1.Key=Name&Filter.1.Value.1=dc1%20line*a&PageSize=50&RegionId=cn-hangzhou',
    body: Buffer.alloc(0),
    ...changed,
    headers: {
      host: '127.0.0.1:4010',
      'x-acs-action': 'DescribeVirtualBorderRouters',
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-acs-credentials-provider': 'static_ak',
      'x-acs-date': '2026-01-02T03:04:05Z',
      'x-acs-signature-nonce': '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      'x-acs-version': '2016-04-28',
      accept: 'application/json',
      authorization: `ACS3-HMAC-SHA256 Credential=${KEY.id},SignedHeaders=${NAMES},Signature=${SIGNATURE}`,
      ...headers,
    },
  };
}

const verify = (request: SignedRequest, nowMs = NOW, nonces = new NonceMemory()) =>
  verifySignature(request, KEY, nowMs, nonces);
const refusedWith = (code: string) => expect.objectContaining({ code });

describe('the worked example', () => {
  it('gives the published signature', () => {
    const request = example();
    expect(sign(canonicalRequest(request, canonicalQuery(request.url, false), NAMES.split(';')), KEY.secret)).toBe(
      SIGNATURE,
    );
  });

  it('is let in', () => {
    expect(() => verify(example())).not.toThrow();
  });
});

describe('what is refused', () => {
  it.each([
    ['another method', example({ method: 'GET' })],
    ['another parameter', example({ url: example().url.replace('50', '51') })],
    ['another path', example({ url: example().url.replace('/?', '/x?') })],
    ['another action', example({}, { 'x-acs-action': 'DeleteBgpPeer' })],
    ['another host', example({}, { host: '127.0.0.1:4011' })],
    ['a body that is not the signed one', example({ body: Buffer.from('x') })],
    ['an unsigned header that the service would obey', example({}, { 'x-acs-security-token': 'x' })],
  ])('%s', (_what, request) => {
    expect(() => verify(request)).toThrow(refusedWith('SignatureDoesNotMatch'));
  });

  it('an unknown key', () => {
    const authorization = example().headers.authorization?.replace(KEY.id, 'LTAIother') ?? '';
    expect(() => verify(example({}, { authorization }))).toThrow(refusedWith('InvalidAccessKeyId.NotFound'));
  });

  it('no authorization at all', () => {
    expect(() => verify(example({}, { authorization: '' }))).toThrow(refusedWith('IncompleteSignature'));
  });

  it.each([-1, 1])('a date more than fifteen minutes off (%i)', (direction) => {
    const offMs = direction * 15 * 60 * 1000;
    expect(() => verify(example(), NOW + offMs)).not.toThrow();
    expect(() => verify(example(), NOW + offMs + direction * 1000)).toThrow(refusedWith('InvalidTimeStamp.Expired'));
  });

  it('the same nonce twice', () => {
    const nonces = new NonceMemory();
    verify(example(), NOW, nonces);
    expect(() => verify(example(), NOW, nonces)).toThrow(refusedWith('SignatureNonceUsed'));
  });

  it('a wrong signature leaves its nonce free for the right one', () => {
    const nonces = new NonceMemory();
    expect(() => verify(example({ method: 'GET' }), NOW, nonces)).toThrow(refusedWith('SignatureDoesNotMatch'));
    expect(() => verify(example(), NOW, nonces)).not.toThrow();
  });
});

describe('the canonical query', () => {
  it('sorts by key and escapes values as RFC 3986 does', () => {
    expect(canonicalQuery("/?b=x%20y&a=!'()*~", false)).toBe('a=%21%27%28%29%2A~&b=x%20y');
  });

  it('is an empty line without parameters', () => {
    expect(canonicalQuery('/', false)).toBe('');
  });

  it('escapes keys only in the published spelling', () => {
    expect([canonicalQuery('/?a*b=1', true), canonicalQuery('/?a*b=1', false)]).toEqual(['a%2Ab=1', 'a*b=1']);
  });
});
