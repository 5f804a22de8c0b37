import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { env } from '@/server/config/env';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { actorFromHeaders } from './actor';
import { type Auth, createAuth, handleAuth } from './auth';

const BASE = 'http://localhost:3000';
const CLIENT = 'causeway-tests';

/** The organisation's issuer, as small as one can be: discovery, keys, and a code that is worth one token. */
async function startIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const asked: { challenge?: string; nonce?: string } = {};
  let claims: object = {};
  const sign = (payload: object) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part(payload)}`;
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
  };
  const server: Server = createServer((request, response) => {
    const json = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (request.url === '/keys')
      return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] });
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const verifier = new URLSearchParams(text).get('code_verifier') ?? '';
      const proven = createHash('sha256').update(verifier).digest('base64url') === asked.challenge;
      if (!proven) return json({ error: 'invalid_grant' }, 400);
      const now = Math.floor(Date.now() / 1000);
      const standard = { iss: issuer, aud: CLIENT, iat: now, exp: now + 300, nonce: asked.nonce };
      json({ access_token: 'at', token_type: 'Bearer', expires_in: 300, id_token: sign({ ...standard, ...claims }) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    asked,
    say: (next: object) => (claims = next),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

describe('signing in through the organisation’s issuer', () => {
  let world: TestWorld;
  let auth: Auth;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;

  beforeAll(async () => {
    world = await createTestWorld();
    issuer = await startIssuer();
    const oidc = {
      CAUSEWAY_OIDC_ISSUER: issuer.issuer,
      CAUSEWAY_OIDC_CLIENT_ID: CLIENT,
      CAUSEWAY_OIDC_CLIENT_SECRET: 's',
    };
    auth = createAuth(world.db, { ...env(), ...oidc });
    return async () => {
      await issuer.close();
      await world.close();
    };
  });

  const cookiesOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');

  /** From the button to the page after it. */
  async function goThrough(): Promise<{ cookie: string; landed: string }> {
    const start = await handleAuth(
      new Request(`${BASE}/api/auth/sign-in/social`, {
        method: 'POST',
        headers: { origin: BASE, 'content-type': 'application/json' },
        body: JSON.stringify({ provider: 'oidc', callbackURL: '/topology' }),
      }),
      auth,
    );
    expect(start.status).toBe(200);
    const address = new URL(((await start.json()) as { url: string }).url);
    issuer.asked.challenge = address.searchParams.get('code_challenge') ?? '';
    issuer.asked.nonce = address.searchParams.get('nonce') ?? undefined;
    const state = address.searchParams.get('state') ?? '';
    const back = await handleAuth(
      new Request(`${BASE}/api/auth/callback/oidc?code=c&state=${encodeURIComponent(state)}`, {
        headers: { cookie: cookiesOf(start) },
      }),
      auth,
    );
    return { cookie: cookiesOf(back), landed: back.headers.get('location') ?? '' };
  }
  const actorOf = (cookie: string) => actorFromHeaders(new Headers({ cookie }), { auth, db: world.db });

  it('lets somebody new in, without any right, on the record', async () => {
    issuer.say({ sub: 'u1', email: 'gao@example.net', email_verified: true, name: 'Gao Lan' });
    const { cookie, landed } = await goThrough();
    expect(landed).toBe('/topology');
    expect(await actorOf(cookie)).toMatchObject({
      kind: 'person',
      name: 'Gao Lan',
      email: 'gao@example.net',
      grants: [],
    });
    const rows = await world.db.auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(rows.map((row) => `${row.action} ${row.actorName}`)).toEqual([
      'person.join Gao Lan',
      'session.sign-in Gao Lan',
    ]);
  });

  it('knows the person again', async () => {
    const before = await world.db.person.count();
    const { cookie } = await goThrough();
    expect(await actorOf(cookie)).toMatchObject({ name: 'Gao Lan' });
    expect(await world.db.person.count()).toBe(before);
  });

  it('keeps a disabled person out', async () => {
    await world.db.person.updateMany({ data: { disabledAt: new Date() } });
    const { cookie, landed } = await goThrough();
    expect(landed).not.toBe('/topology');
    expect(await actorOf(cookie)).toEqual({ kind: 'anonymous' });
    await world.db.person.updateMany({ data: { disabledAt: null } });
  });

  it('believes no token that was made for somebody else', async () => {
    issuer.say({ sub: 'u2', email: 'mallory@example.net', email_verified: true, name: 'M', aud: 'another-client' });
    const { cookie } = await goThrough();
    expect(await actorOf(cookie)).toEqual({ kind: 'anonymous' });
    expect(await world.db.user.count({ where: { email: 'mallory@example.net' } })).toBe(0);
  });

  it('does not hand a local account to whoever claims its address without proof', async () => {
    const id = 'local';
    const at = new Date();
    await world.db.user.create({
      data: { id, name: 'Local', email: 'local@example.net', createdAt: at, updatedAt: at },
    });
    await world.db.person.create({ data: { id } });
    issuer.say({ sub: 'u3', email: 'local@example.net', email_verified: false, name: 'Not Local' });
    const { cookie } = await goThrough();
    expect(await actorOf(cookie)).toEqual({ kind: 'anonymous' });
    expect(await world.db.account.count({ where: { userId: id } })).toBe(0);
  });
});
