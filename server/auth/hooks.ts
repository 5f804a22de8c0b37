import type { BetterAuthOptions } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import type { Database } from '@/server/db/client';
import { inTransaction } from '@/server/db/client';
import { notify } from '@/server/db/notify';
import { isGuessedAt, personActor, recordFailedSignIn, recordSignIn } from './sign-in-audit';

const SIGN_IN = '/sign-in/email';
const TOO_OFTEN = 'Too many attempts at this account. Wait ten minutes.';

const ISSUER_CALLBACK = '/callback/:id';

/** Why coming back from the issuer failed: the code that the redirect to the door carries. The disabled are recorded by name elsewhere. */
function issuerRefusal(answer: Headers | undefined): string | null {
  const location = answer?.get('location') ?? '';
  const code = URL.canParse(location, 'http://door')
    ? new URL(location, 'http://door').searchParams.get('error')
    : null;
  if (code === null || code === 'person_disabled') return null;
  return /^[a-z_]{1,60}$/.test(code) ? code : 'issuer_refused';
}

function emailOf(body: unknown): string {
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : '';
  return typeof email === 'string' ? email.slice(0, 320) : '';
}

/** Before the library acts: accounts under attack stop listening, and whoever leaves is named while the session still says who. */
export function beforeRequest(db: Database) {
  return createAuthMiddleware(async (context) => {
    if (context.path === SIGN_IN && (await isGuessedAt(db, emailOf(context.body)))) {
      throw new APIError('TOO_MANY_REQUESTS', { message: TOO_OFTEN }, { 'X-Retry-After': '600' });
    }
    if (context.path !== '/sign-out') return;
    const session = await getSessionFromCtx(context);
    if (!session) return;
    const { id, name, email } = session.user;
    await recordSignIn(db, personActor(id, name, email), { action: 'session.sign-out', objects: [`person:${id}`] });
  });
}

/** After it: failed attempts and changed passwords go on record. Sessions that begin are recorded where they are written. */
export function afterRequest(db: Database) {
  return createAuthMiddleware(async (context) => {
    const { returned } = context.context;
    if (context.path === SIGN_IN && returned instanceof APIError && returned.status === 'UNAUTHORIZED') {
      await recordFailedSignIn(db, emailOf(context.body), 'wrong-credentials');
    }
    if (context.path === ISSUER_CALLBACK) {
      const refused = issuerRefusal(context.context.responseHeaders);
      if (refused) await recordFailedSignIn(db, '', refused);
    }
    if (context.path === '/change-password' && !(returned instanceof APIError)) {
      const session = await getSessionFromCtx(context);
      if (!session) return;
      const { id, name, email } = session.user;
      await recordSignIn(db, personActor(id, name, email), {
        action: 'person.change-password',
        objects: [`person:${id}`],
      });
    }
    // Streams of the session that ended look at their rights again and close.
    if (context.path === '/sign-out')
      await inTransaction(db, (tx) => notify(tx, { topic: 'person', id: 'signed-out' }));
  });
}

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>;

/** Whatever way somebody comes in, a session is written, so this is where the disabled stop and where arrivals are recorded. */
export function databaseHooks(db: Database): Hooks {
  return {
    user: {
      create: {
        // Only the organisation's issuer makes users here: they come without any right until an admin grants one.
        after: async (user) => {
          await inTransaction(db, (tx) => tx.person.create({ data: { id: user.id } }));
          const actor = personActor(user.id, user.name, user.email);
          await recordSignIn(db, actor, { action: 'person.join', objects: [`person:${user.id}`] });
        },
      },
    },
    session: {
      create: {
        before: async (session) => {
          const person = await db.person.findUnique({ where: { id: session.userId }, include: { user: true } });
          if (person && person.disabledAt === null) return;
          await recordFailedSignIn(db, person?.user.email ?? '', 'person-disabled');
          throw new APIError('FORBIDDEN', { code: 'person_disabled', message: 'This person is disabled.' });
        },
        after: async (session) => {
          const user = await db.user.findUniqueOrThrow({ where: { id: session.userId } });
          const actor = personActor(user.id, user.name, user.email);
          await recordSignIn(db, actor, { action: 'session.sign-in', objects: [`person:${user.id}`] });
        },
      },
    },
  };
}
