export type Failure = { kind?: string; code?: string | null; message?: string };

/** Codes that mean one thing whatever the source is. What they share is the cause, not the spelling. */
const MEANINGS = [
  ['clock', /^InvalidTimeStamp\./],
  ['certificate-time', /^CERT_(NOT_YET_VALID|HAS_EXPIRED)$/],
  ['certificate', /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|INVALID_PURPOSE)/],
  ['too-large', /^AnswerTooLarge$/],
  ['too-slow', /^DeadlineExceeded$/],
  ['not-understood', /^RowsNotUnderstood$/],
] as const;

/** Under which sentence of `sources.failure` a failure is told: what its code says is nearer to the cause than its kind. */
export function failureReason({ kind, code }: Failure): string {
  return MEANINGS.find(([, codes]) => codes.test(code ?? ''))?.[0] ?? kind ?? 'other';
}
