import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { genericOAuth } from 'better-auth/plugins';
import { type Env, env } from '@/server/config/env';
import { log } from '@/server/config/log';
import type { Database } from '@/server/db/client';
import { processDatabase } from '@/server/db/process-database';
import { afterRequest, beforeRequest, databaseHooks } from './hooks';
import { isSameOrigin, trustedOrigins } from './origins';

/** The name under which the organisation's own issuer is known. */
export const OIDC_PROVIDER = 'oidc';
const DAY_SECONDS = 24 * 60 * 60;

/** What signs people in: passwords and sessions, and the organisation's issuer where there is one. Rights are not its business. */
export function createAuth(db: Database, config: Env) {
  return betterAuth({
    appName: 'Causeway',
    baseURL: config.CAUSEWAY_BASE_URL,
    basePath: '/api/auth',
    secret: config.CAUSEWAY_AUTH_SECRET,
    trustedOrigins: trustedOrigins(config.CAUSEWAY_BASE_URL),
    database: prismaAdapter(db, { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    // A session lasts a day and is looked up at every request: ending it in the database ends it.
    session: { expiresIn: DAY_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': { window: 60, max: 30 },
        '/sign-in/social': { window: 60, max: 30 },
        '/change-password': { window: 60, max: 5 },
      },
    },
    advanced: {
      // The library's own shorthand for UUIDs expects defaults in the database.
      database: { generateId: () => randomUUID() },
      // Said, not left to the library, which looks away while tests run.
      disableOriginCheck: false,
      cookiePrefix: 'causeway',
      useSecureCookies: config.CAUSEWAY_BASE_URL.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    account: { encryptOAuthTokens: true },
    // Whatever fails between here and the issuer ends at the door, with its code.
    onAPIError: { errorURL: `${config.CAUSEWAY_BASE_URL}/sign-in` },
    plugins: oidcPlugins(config),
    hooks: { before: beforeRequest(db), after: afterRequest(db) },
    databaseHooks: databaseHooks(db),
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => log()[level === 'error' ? 'error' : 'warn']({ detail: message }, 'sign-in'),
    },
  });
}

/** The organisation's issuer as the sign-in page names it; null when none is configured. */
export function signInIssuer(config: Env = env()): { name: string } | null {
  const { CAUSEWAY_OIDC_ISSUER: issuer, CAUSEWAY_OIDC_NAME: name } = config;
  return issuer ? { name: name || new URL(issuer).host } : null;
}

function oidcPlugins(config: Env) {
  const { CAUSEWAY_OIDC_ISSUER: issuer, CAUSEWAY_OIDC_CLIENT_ID: clientId } = config;
  if (!issuer || !clientId) return [];
  const discoveryUrl = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const clientSecret = config.CAUSEWAY_OIDC_CLIENT_SECRET;
  return [
    genericOAuth({
      config: [
        {
          providerId: OIDC_PROVIDER,
          discoveryUrl,
          clientId,
          clientSecret,
          scopes: ['openid', 'profile', 'email'],
          pkce: true,
          requireIdTokenVerification: true,
        },
      ],
    }),
  ];
}

export type Auth = ReturnType<typeof createAuth>;

/** Survives the reloading of modules during development. */
const kept = globalThis as typeof globalThis & { causewayAuth?: Auth };

export function auth(): Auth {
  kept.causewayAuth ??= createAuth(processDatabase(), env());
  return kept.causewayAuth;
}

/** Everything else the library offers stays shut: sign-up, account linking, deletion, tokens, listings. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  POST: ['/sign-in/email', '/sign-out', '/change-password', '/sign-in/social'],
  GET: ['/get-session', `/callback/${OIDC_PROVIDER}`],
};

/** Answers a sign-in request, or 404 for whatever is not on the list. */
export function handleAuth(request: Request, instance: Auth = auth()): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '');
  if (request.method !== 'GET' && !isSameOrigin(request.headers)) {
    return Promise.resolve(Response.json({ message: 'not from here' }, { status: 403 }));
  }
  if (OPEN[request.method]?.includes(path)) return instance.handler(request);
  return Promise.resolve(Response.json({ message: 'not found' }, { status: 404 }));
}
