/** Something a person can act on: shown as its sentence, without a stack. */
export class Problem extends Error {
  name = 'Problem';
}

/** @param {unknown} error */
export function toSentence(error) {
  if (error?.code === 'ENOSPC') return 'The disk is full. Free some space and start again.';
  if (error?.code === 'EACCES' || error?.code === 'EROFS') return `Not allowed to write here: ${error.message}`;
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
