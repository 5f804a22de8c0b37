import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../start/options.mjs';

const SKIPPED = new Set([
  'node_modules',
  '.git',
  '.next',
  '.data',
  '.cache',
  'generated',
  'test-results',
  'playwright-report',
]);
/** `[text](target)` and `![text](target "title")`; code is cut out before. */
const LINK = /\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;

/** Relative links of every Markdown file whose target, or whose heading, does not exist. */
export async function findDeadLinks(root = ROOT) {
  const files = await findMarkdown(root);
  const dead = await Promise.all(files.map((file) => deadLinksOf(file, root)));
  return dead.flat();
}

async function findMarkdown(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => {
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : findMarkdown(path.join(folder, entry.name));
      return entry.name.endsWith('.md') ? [path.join(folder, entry.name)] : [];
    }),
  );
  return found.flat();
}

async function deadLinksOf(file, root) {
  const text = withoutCode(await readFile(file, 'utf8'));
  const dead = [];
  for (const [, link] of text.matchAll(LINK)) {
    if (/^[a-z][a-z+.-]*:/i.test(link)) continue;
    const [name, anchor] = link.split('#');
    const target =
      name === ''
        ? file
        : path.resolve(name.startsWith('/') ? root : path.dirname(file), decodeURI(name.replace(/^\/+/, '')));
    const problem = await problemOf(target, anchor);
    if (problem) dead.push(`${path.relative(root, file)}: ${link} (${problem})`);
  }
  return dead;
}

async function problemOf(target, anchor) {
  if (!existsSync(target)) return 'no such file';
  if (!anchor || !target.endsWith('.md')) return undefined;
  const headings = [...withoutCode(await readFile(target, 'utf8')).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading]) =>
    slugOf(heading),
  );
  return headings.includes(anchor.toLowerCase()) ? undefined : 'no such heading';
}

function withoutCode(text) {
  return text.replace(/^(```|~~~)[^]*?^\1/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ' '));
}

/** As GitHub makes it of a heading. */
function slugOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
