const CELL = '"?[\\p{L}\\p{N}_ -]+"?';
const HEADER = new RegExp(`^${CELL}(?:[,;\\t]${CELL})+[,;\\t]*$`, 'u');

/** Whether a text is a table rather than an estate file, told by its first line that is no comment. */
export function looksLikeCsv(text: string): boolean {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  // A header is short; a file of a single endless line is none.
  const lines = text.slice(start, start + 4096).split(/\r\n|\n|\r/);
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('#'));
  return first !== undefined && HEADER.test(first.trim());
}
