import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Env, env } from '@/server/config/env';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { actorFromHeaders } from './actor';
import { type Auth, createAuth, handleAuth, signInIssuer } from './auth';

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

  /** The button. */
  const begin = (door: string, instance = auth) =>
    handleAuth(
      new Request(`${BASE}/api/auth/sign-in/social`, {
        method: 'POST',
        headers: { origin: BASE, 'content-type': 'application/json' },
        body: JSON.stringify({ provider: 'oidc', callbackURL: door, errorCallbackURL: door }),
      }),
      instance,
    );

  /** From the button to the page after it. */
  async function goThrough(door = '/topology', answer = 'code=c'): Promise<{ cookie: string; landed: string }> {
    const start = await begin(door);
    expect(start.status).toBe(200);
    const address = new URL(((await start.json()) as { url: string }).url);
    issuer.asked.challenge = address.searchParams.get('code_challenge') ?? '';
    issuer.asked.nonce = address.searchParams.get('nonce') ?? undefined;
    const state = address.searchParams.get('state') ?? '';
    const back = await handleAuth(
      new Request(`${BASE}/api/auth/callback/oidc?${answer}&state=${encodeURIComponent(state)}`, {
        headers: { cookie: cookiesOf(start) },
      }),
      auth,
    );
    return { cookie: cookiesOf(back), landed: back.headers.get('location') ?? '' };
  }
  const lastDenied = () => world.db.auditEntry.findFirst({ where: { result: 'denied' }, orderBy: { seq: 'desc' } });
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
    expect(new URL(landed, BASE).searchParams.get('error')).toBe('person_disabled');
    expect(await actorOf(cookie)).toEqual({ kind: 'anonymous' });
    expect(await lastDenied()).toMatchObject({ detail: { reason: 'person-disabled' } });
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
    const { cookie, landed } = await goThrough();
    expect(landed).toBe('/topology?error=account_not_linked');
    expect(await actorOf(cookie)).toEqual({ kind: 'anonymous' });
    expect(await world.db.account.count({ where: { userId: id } })).toBe(0);
  });

  it('comes back to where it was begun, whatever stands in the address', async () => {
    issuer.say({ sub: 'u1', email: 'gao@example.net', email_verified: true, name: 'Gao Lan' });
    const next = '/network/vbrs/a%2Fb?tab=bgp&q=(x)~y*#row';
    const door = `/sign-in?${new URLSearchParams({ next })}`;
    const { landed } = await goThrough(door);
    expect(new URL(landed, BASE).searchParams.get('next')).toBe(next);
    const failed = new URL((await goThrough(door, 'error=access_denied&error_description=secret')).landed, BASE);
    expect(failed.pathname).toBe('/sign-in');
    expect([failed.searchParams.get('next'), failed.searchParams.get('error')]).toEqual([next, 'access_denied']);
  });

  it('records a refusal by its code, never by what was said about it', async () => {
    await goThrough('/sign-in', 'error=access_denied&error_description=CANARY');
    expect(await lastDenied()).toMatchObject({ action: 'session.sign-in', detail: { reason: 'access_denied' } });
    await goThrough('/sign-in', 'error=%3Cb%3ECANARY');
    expect(await lastDenied()).toMatchObject({ detail: { reason: 'issuer_refused' } });
    const rows = await world.db.auditEntry.findMany({ select: { detail: true, objects: true } });
    expect(JSON.stringify(rows)).not.toContain('CANARY');
  });

  it.each(['code=c', 'code=c&state=made-up', 'error=server_error'])(
    'ends at the door without a beginning: %s',
    async (query) => {
      const answer = await handleAuth(new Request(`${BASE}/api/auth/callback/oidc?${query}`), auth);
      const landed = new URL(answer.headers.get('location') ?? '', BASE);
      expect(`${landed.origin}${landed.pathname}`).toBe(`${BASE}/sign-in`);
      expect(landed.searchParams.get('error')).toMatch(/^state_(not_found|mismatch)$/);
    },
  );

  it('leads to no other site', async () => {
    expect((await begin('https://evil.example/')).status).toBe(403);
  });

  it('does not begin while the issuer is silent, nor where there is none', async () => {
    const silent = { CAUSEWAY_OIDC_ISSUER: 'http://127.0.0.1:9', CAUSEWAY_OIDC_CLIENT_ID: CLIENT };
    expect((await begin('/', createAuth(world.db, { ...env(), ...silent }))).status).toBe(404);
    expect((await begin('/', createAuth(world.db, env()))).status).toBe(404);
  });
});

describe('the issuer on the sign-in page', () => {
  const config = (more: Partial<Env>) => ({ ...env(), ...more });
  it.each([
    ['none', {}, null],
    [
      'its own name',
      { CAUSEWAY_OIDC_ISSUER: 'https://id.example.net/realms/a', CAUSEWAY_OIDC_NAME: 'Example ID' },
      'Example ID',
    ],
    ['its host', { CAUSEWAY_OIDC_ISSUER: 'https://id.example.net:8443/realms/a' }, 'id.example.net:8443'],
  ] as const)('is called by %s', (_case, more, name) => {
    expect(signInIssuer(config(more))?.name ?? null).toBe(name);
  });
});
