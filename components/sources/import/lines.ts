/** Where a line of a text begins and ends, for a selection. Lines count from 1; one past the end is the last. */
export function rangeOfLine(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n');
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  return { start, end: start + (lines[at]?.length ?? 0) };
}

/** The text of a line, shortened: what an error is shown beside. */
export function lineAt(text: string, line: number): string {
  const { start, end } = rangeOfLine(text, line);
  const whole = text.slice(start, end).trimEnd();
  return whole.length > 160 ? `${whole.slice(0, 160)}…` : whole;
}
