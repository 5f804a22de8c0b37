/** The arguments (`count`) and tags (`<m>`) a sentence takes, sorted, each once: what a translation must share. */
export function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  readText(message, 0, found);
  return [...found].sort();
}

/** Reads text until its closing brace or the end; answers where it stopped. */
function readText(message: string, from: number, found: Set<string>): number {
  let at = from;
  while (at < message.length && message[at] !== '}') {
    if (message[at] === "'") at = skipQuoted(message, at);
    else if (message[at] === '{') at = readArgument(message, at + 1, found);
    else if (message[at] === '<') {
      const tag = /^<([a-z]\w*)\/?>/iu.exec(message.slice(at));
      if (tag) found.add(`<${tag[1]}>`);
      at += 1;
    } else at += 1;
  }
  return at;
}

/** Reads `count}` or `count, plural, one {...} other {...}}`; answers where the text goes on. */
function readArgument(message: string, from: number, found: Set<string>): number {
  const name = /^\s*([^\s,{}]+)\s*/u.exec(message.slice(from));
  found.add(name?.[1] ?? '');
  let at = from + (name?.[0].length ?? 0);
  while (at < message.length && message[at] !== '}')
    at = message[at] === '{' ? readText(message, at + 1, found) + 1 : at + 1;
  return at + 1;
}

// ICU: an apostrophe quotes only when it stands before a brace or a tag.
function skipQuoted(message: string, at: number): number {
  if (!/[{}<]/u.test(message[at + 1] ?? '')) return at + 1;
  const end = message.indexOf("'", at + 1);
  return end < 0 ? message.length : end + 1;
}
