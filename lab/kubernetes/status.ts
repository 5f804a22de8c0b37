/** A refusal of the API in its own words (apimachinery, metav1.Status). */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  get body(): Record<string, unknown> {
    const { message, reason, details, code } = this;
    return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details, code };
  }
}

type Named = { plural: string; kind?: string; group?: string };

export function notFound({ plural }: Named, name: string): StatusError {
  return new StatusError(404, 'NotFound', `${plural} "${name}" not found`, { name, kind: plural });
}

export function noSuchPath(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource');
}

export function alreadyExists({ plural }: Named, name: string): StatusError {
  return new StatusError(409, 'AlreadyExists', `${plural} "${name}" already exists`, { name, kind: plural });
}

export function modified({ plural }: Named, name: string): StatusError {
  const why = 'the object has been modified; please apply your changes to the latest version and try again';
  const message = `Operation cannot be fulfilled on ${plural} "${name}": ${why}`;
  return new StatusError(409, 'Conflict', message, { name, kind: plural });
}

export type Cause = { reason: string; message: string; field: string };

export function invalid({ kind = '' }: Named, name: string, causes: readonly Cause[]): StatusError {
  const told = causes.map(({ field, message }) => `${field}: ${message}`);
  const message = `${kind} "${name}" is invalid: ${told.length === 1 ? told[0] : `[${told.join(', ')}]`}`;
  return new StatusError(422, 'Invalid', message, { name, kind, causes });
}

export function rejected(): StatusError {
  const message = 'the server rejected our request due to an error in our request';
  return new StatusError(422, 'Invalid', message);
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function expired(version: string, oldest: number): StatusError {
  return new StatusError(
    410,
    'Expired',
    `The resourceVersion for the provided list is too old: ${version} (${oldest})`,
  );
}

export function fromTheFuture(version: string, now: number): StatusError {
  const message = `Too large resource version: ${version}, current: ${now}`;
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  return new StatusError(504, 'Timeout', message, { causes, retryAfterSeconds: 1 });
}
