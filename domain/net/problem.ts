import { DomainError } from '@/domain/errors';

/** Every way in which text can be refused here; each has its sentence in the catalogues. */
export const NET_PROBLEM_CODES = [
  'not-an-address',
  'not-a-prefix',
  'not-an-interface-address',
  'host-bits-set',
  'leading-zeros',
  'length-out-of-range',
  'missing-length',
  'has-zone',
  'ipv4-mapped',
  'not-an-asn',
  'asn-out-of-range',
] as const;
export type NetProblemCode = (typeof NET_PROBLEM_CODES)[number];

/**
 * Why a text was refused. `suggestion` is the nearest right spelling, `alternative` a second reading that some other parser
 * would have taken; neither is ever used without being asked.
 */
export type NetProblem = {
  code: NetProblemCode;
  params: { input: string; suggestion?: string; alternative?: string };
};

export type NetResult<T> = { ok: true; value: T } | { ok: false; problem: NetProblem };

/** A refusal as an error: `invalid-input`, the problem's code as its reason. */
export class NetError extends DomainError {
  constructor(readonly problem: NetProblem) {
    super('invalid-input', problem.code, problem.params);
  }
}

// Input is hostile text: what is echoed stays short whatever was sent.
const ECHO_LENGTH = 80;

export function refuse(
  code: NetProblemCode,
  input: string,
  hints: { suggestion?: string; alternative?: string } = {},
): { ok: false; problem: NetProblem } {
  const echo = input.length > ECHO_LENGTH ? `${input.slice(0, ECHO_LENGTH)}…` : input;
  return { ok: false, problem: { code, params: { input: echo, ...hints } } };
}

/** @throws NetError when the result is a refusal */
export function valueOf<T>(result: NetResult<T>): T {
  if (result.ok) return result.value;
  throw new NetError(result.problem);
}
