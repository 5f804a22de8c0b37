/** A fact in the making: the shape of a fact, with numbers as they are typed until they are one. */
export type FactDraft = Readonly<Record<string, unknown>>;

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** What a dotted path leads to. */
export function valueAt(draft: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => record(value)[step], draft);
}

/** The draft with one value written; an undefined one is taken out, and so is a group that is empty after it. */
export function withValue(draft: FactDraft, path: string, value: unknown): FactDraft {
  const [step = '', ...rest] = path.split('.');
  const next = rest.length === 0 ? value : withValue(record(draft[step]), rest.join('.'), value);
  const isGone = next === undefined || (rest.length > 0 && Object.keys(record(next)).length === 0);
  const others = Object.entries(draft).filter(([name]) => name !== step);
  return Object.fromEntries(isGone ? others : [...others, [step, next]]);
}

/** A number where one was typed; otherwise the text, so that the schema can say what is wrong with it. */
export function typedNumber(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

/** One value a line; blank lines say nothing. */
export function typedLines(text: string): string[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length === 0 ? undefined : lines;
}
