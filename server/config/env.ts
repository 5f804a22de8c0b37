import { z } from 'zod';

const postgresUrl = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
    'must be an address like postgres://user:password@host:5432/causeway',
  );

const encryptionKey = z
  .string()
  .refine(
    (text) => Buffer.from(text, 'base64').length === 32,
    'must be 32 random bytes in base64: openssl rand -base64 32',
  )
  .transform((text) => Buffer.from(text, 'base64'));

/** Exact `host:port` pairs; a name without its port would open every port of that host. */
const hostPorts = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim()))
  .transform((list) => list.filter((each) => each !== ''))
  .refine((list) => list.every(isHostPort), 'must be a comma-separated list of host:port');

function isHostPort(text: string): boolean {
  const match = /^(?:\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})$/i.exec(text);
  return match !== null && Number(match[1]) >= 1 && Number(match[1]) <= 65_535;
}

const Env = z
  .object({
    DATABASE_URL: postgresUrl,
    DATABASE_OWNER_URL: postgresUrl.optional(),
    CAUSEWAY_ENCRYPTION_KEY: encryptionKey,
    CAUSEWAY_AUTH_SECRET: z.string().min(32, 'must have at least 32 characters: openssl rand -base64 32'),
    CAUSEWAY_BASE_URL: z
      .string()
      .refine(
        (text) => /^https?:\/\//.test(text) && URL.canParse(text),
        'must be the address people open, like https://causeway.example.net',
      )
      .transform((text) => text.replace(/\/+$/, '')),
    CAUSEWAY_OIDC_ISSUER: z
      .string()
      .refine(
        (text) => /^https?:\/\//.test(text) && URL.canParse(text),
        'must be the address of an OpenID Connect issuer',
      )
      .optional(),
    CAUSEWAY_OIDC_NAME: z.string().trim().max(60, 'must be a short name for a button').optional(),
    CAUSEWAY_OIDC_CLIENT_ID: z.string().optional(),
    CAUSEWAY_OIDC_CLIENT_SECRET: z.string().optional(),
    CAUSEWAY_DATA_DIR: z.string().default('.data'),
    CAUSEWAY_SOURCES_FILE: z.string().optional(),
    CAUSEWAY_ALLOWED_TARGETS: hostPorts.default([]),
    CAUSEWAY_WORKER_ID: z.string().optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    PORT: z.coerce.number('must be a port number').int().min(1).max(65_535).default(3000),
  })
  .superRefine((parsed, context) => {
    // An issuer without a client would be a button that leads nowhere.
    if (parsed.CAUSEWAY_OIDC_ISSUER === undefined || parsed.CAUSEWAY_OIDC_CLIENT_ID !== undefined) return;
    context.addIssue({ code: 'custom', path: ['CAUSEWAY_OIDC_CLIENT_ID'], message: 'is not set' });
  });

/** The configuration of a process, parsed. Secrets are in it: never log it whole. */
export type Env = z.output<typeof Env>;

/** The variables the product reads, in the order of `.env.example`. */
export const ENV_KEYS = Object.keys(Env.shape) as (keyof Env)[];

/** @throws {Error} naming every variable that is wrong, never its value. An empty variable counts as not set. */
export function parseEnv(record: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    return `  ${key} ${given[key] === undefined ? 'is not set' : issue.message}`;
  });
  throw new Error(`The configuration is not complete (see .env.example):\n${lines.join('\n')}`);
}

/** The log's level alone: what logs before the rest is complete, logs too. */
export function logLevel(): Env['LOG_LEVEL'] {
  return Env.shape.LOG_LEVEL.parse(process.env.LOG_LEVEL || undefined);
}

let current: Env | undefined;

/** The configuration of this process: parsed once, when first asked for, so that a build needs none. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}
