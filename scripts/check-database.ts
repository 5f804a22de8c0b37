/** Looks at a database that somebody else runs before anything is done to it, and says in one sentence what stands in the way. */
import pg from 'pg';

type Variable = 'DATABASE_URL' | 'DATABASE_OWNER_URL';
export type Addresses = { ownerUrl: string; appUrl: string };

const OLDEST = 15;
const PATIENCE_MS = 10_000;
const EXTENSIONS = ['btree_gist', 'pg_trgm'];

/** What keeps the owner from migrating or the application from getting in, in the order one would repair it; null: nothing. */
export async function whyNotUsable({ ownerUrl, appUrl }: Addresses): Promise<string | null> {
  // Where one role does both, its address was given as the application's.
  const owner: Variable = ownerUrl === appUrl ? 'DATABASE_URL' : 'DATABASE_OWNER_URL';
  return (
    (await ask(owner, ownerUrl, whyNotMigrate)) ?? (await ask('DATABASE_URL', appUrl, () => Promise.resolve(null)))
  );
}

/** After migrating: whether the application finds what the owner made. Two addresses may lead to two databases. */
export function whyNotServed({ appUrl }: Pick<Addresses, 'appUrl'>): Promise<string | null> {
  return ask('DATABASE_URL', appUrl, async (client, place) => {
    const { rows } = await client.query<{ there: boolean; may: boolean }>(
      `select to_regclass('public.audit_entry') is not null as there,
         coalesce(has_table_privilege(to_regclass('public.audit_entry'), 'insert'), false) as may`,
    );
    if (!rows[0]?.there)
      return `DATABASE_URL and DATABASE_OWNER_URL lead to different databases: ${place} was not migrated.`;
    return rows[0].may ? null : `The role of DATABASE_URL may not write to ${place}: grant causeway_app to it.`;
  });
}

type Look = (client: pg.Client, place: string) => Promise<string | null>;

async function ask(variable: Variable, url: string, look: Look): Promise<string | null> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    return `${variable} is not an address like postgres://user:password@host:5432/causeway.`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE_MS });
  // A server that goes away while nobody asks it says so here; the next question fails anyway.
  client.on('error', () => undefined);
  const { hostname, port, pathname } = new URL(url);
  try {
    await client.connect();
    return await look(client, `database "${decodeURIComponent(pathname.slice(1))}" on ${hostname}:${port || '5432'}`);
  } catch (error) {
    return sentenceOf(error, variable, url);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function whyNotMigrate(client: pg.Client, place: string): Promise<string | null> {
  const { rows } = await client.query<Standing>(
    `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding,
       current_user as self, current_database() as name,
       has_database_privilege(current_database(), 'create') and has_schema_privilege('public', 'create') as may,
       array(select wanted from unnest($1::text[]) as wanted
             where wanted not in (select name from pg_available_extensions)) as missing`,
    [EXTENSIONS],
  );
  const { version, encoding, self, name, may, missing } = rows[0]!;
  if (version < OLDEST) return `PostgreSQL ${OLDEST} or newer is needed; ${place} is run by version ${version}.`;
  if (encoding !== 'UTF8') return `The ${place} is encoded in ${encoding}; it has to be UTF8: create it again.`;
  if (missing.length > 0)
    return `The server lacks the extensions ${missing.join(', ')}: install PostgreSQL's contrib package there.`;
  if (may) return null;
  return `The role "${self}" may not create tables in the ${place}. Make it the owner: alter database "${name}" owner to "${self}";`;
}

type Standing = { version: number; encoding: string; self: string; name: string; may: boolean; missing: string[] };

/** Codes of PostgreSQL (appendix A) and of the network. Never the address: a password stands in it. */
function sentenceOf(error: unknown, variable: Variable, url: string): string {
  const { hostname, port: given, username, pathname } = new URL(url);
  const [host, port] = [hostname, given || '5432'];
  const [user, name] = [decodeURIComponent(username), decodeURIComponent(pathname.slice(1))];
  const { code, message } = error as { code?: string; message?: string };
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host "${host}" (${variable}).`;
    case 'ECONNREFUSED':
      return `Nothing answers on ${host}:${port} (${variable}). Is PostgreSQL running there, and does it listen to this machine?`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return `There is no way to ${host}:${port} (${variable}).`;
    case '28P01':
      return `The database on ${host}:${port} does not take the password of "${user}" (${variable}).`;
    case '28000':
    case '42501':
      return `The database on ${host}:${port} does not let "${user}" in (${variable}): ${message}.`;
    case '3D000':
      return `There is no database "${name}" on ${host}:${port} (${variable}). ${variable === 'DATABASE_OWNER_URL' ? `Create it: create database "${name}" owner "${user}";` : 'Create it, or correct the name.'}`;
    case '53300':
      return `The server on ${host}:${port} has no connection left for "${user}" (${variable}).`;
    default:
      return /timeout/i.test(message ?? '')
        ? `${host}:${port} does not answer within ${PATIENCE_MS / 1000} s (${variable}).`
        : `The database on ${host}:${port} cannot be opened (${variable}): ${message ?? 'no reason given'}.`;
  }
}
