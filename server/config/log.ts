import pino, { type DestinationStream, type Logger } from 'pino';
import { logLevel } from './env';

/** Names of fields that may hold a secret, wherever they stand in what is logged. */
const SECRET =
  /^(.*(password|secret|token|authorization|cookie|credential|apikey|privatekey|authkey|passphrase|sealed|kubeconfig|signature)|auth_?key|md5)$/i;
/** Shows that something was there. */
const REDACTED = '[redacted]';
const DEEPEST = 6;

/** A copy without secrets: by the name of the field, at any depth, in errors too. */
export function redact(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return '[deep]';
  if (Array.isArray(value)) return value.map((each) => redact(each, depth + 1));
  if (value instanceof Date || value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  const source =
    value instanceof Error
      ? { type: value.name, message: value.message, stack: value.stack, ...Object.fromEntries(Object.entries(value)) }
      : value;
  const cause = value instanceof Error && value.cause !== undefined ? { cause: redact(value.cause, depth + 1) } : {};
  const fields = Object.entries(source).map(([key, each]) => {
    const isSecret = SECRET.test(key.replace(/[-_]/g, '')) && each != null && each !== '';
    return [key, isSecret ? REDACTED : redact(each, depth + 1)];
  });
  return { ...Object.fromEntries(fields), ...cause };
}

/** JSON lines: a fixed message plus fields. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => redact(fields) as Record<string, unknown>,
    },
    // Errors are turned into plain fields by the redaction.
    serializers: { err: (error: unknown) => error, error: (error: unknown) => error },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  // Fields bound to a child pass no formatter.
  const child = logger.child;
  const redactingChild = function (this: Logger, ...[fields, ...rest]: Parameters<typeof child>) {
    return child.call(this, redact(fields) as object, ...rest);
  };
  return Object.assign(logger, { child: redactingChild as typeof child });
}

let current: Logger | undefined;

/** The log of this process: `log().info({ changeId }, 'change planned')`. */
export function log(): Logger {
  current ??= createLog(logLevel());
  return current;
}
