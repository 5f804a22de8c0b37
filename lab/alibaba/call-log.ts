import type { Parameters } from './parameters';

/** One call as the lab saw it. Keys are left out: a log is no place for them. */
export type LoggedCall = {
  number: number;
  at: string;
  action: string;
  parameters: Record<string, string>;
  requestId: string;
  /** HTTP status, or what happened instead of an answer */
  outcome: number | 'dropped' | 'stalled';
  code?: string;
  /** number of the effect that this call had on the world; absent: none */
  effect?: number;
  /** answered with the first answer of its ClientToken */
  replayed?: boolean;
};

const CALLS_KEPT = 10_000;

export class CallLog {
  private calls: LoggedCall[] = [];
  private count = 0;

  add(call: Omit<LoggedCall, 'number' | 'parameters'> & { parameters: Parameters }): void {
    const { AuthKey: key, ...parameters } = call.parameters.all;
    const shown = key === undefined ? parameters : { ...parameters, AuthKey: '(hidden)' };
    this.calls.push({ ...call, number: ++this.count, parameters: shown });
    if (this.calls.length > CALLS_KEPT) this.calls.shift();
  }

  list(action?: string): readonly LoggedCall[] {
    return action === undefined ? this.calls : this.calls.filter((call) => call.action === action);
  }

  clear(): void {
    this.calls = [];
  }
}
