const LONGEST_TEXT = 256;
/** Control characters, and those that reorder or hide what is written around them. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Text that somebody else wrote, fit to be stored and shown: what cannot be seen (or stored: PostgreSQL takes neither NUL nor
 * half a surrogate pair) becomes U+FFFD, the rest stays as written. Markup is text like any other; whoever draws it escapes it.
 */
export function plainText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
  return cut.toWellFormed().replace(INVISIBLE, '\ufffd');
}
