import type { z } from 'zod';
import type { Pace } from '../pace';
import { unreadable } from './errors';
import type { RunLimits, Shell } from './shell';

/** Runs one command and understands its JSON. Throws ConnectorError only. */
export type Ask = <S extends z.ZodType>(command: string, schema: S) => Promise<z.infer<S>>;

export function createAsk(shell: Shell, pace: Pace, limits: RunLimits, counted?: () => void): Ask {
  return async (command, schema) => {
    const text = await runPaced(shell, pace, command, limits, counted);
    const parsed = schema.safeParse(parseJson(text, command));
    if (!parsed.success) throw unreadable(command, 'the answer is not understood');
    return parsed.data;
  };
}

export function runPaced(
  shell: Shell,
  pace: Pace,
  command: string,
  limits: RunLimits,
  counted?: () => void,
): Promise<string> {
  return pace.run(() => {
    counted?.();
    return shell.run(command, limits);
  }, limits.signal);
}

/** An answer that was cut off is no JSON any more, so half a table never passes for a whole one. */
function parseJson(text: string, command: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes what it could not parse.
    throw unreadable(command, 'the answer is not JSON');
  }
}
