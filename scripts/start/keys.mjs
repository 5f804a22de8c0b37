import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const NAMES = ['CAUSEWAY_ENCRYPTION_KEY', 'CAUSEWAY_AUTH_SECRET'];

/**
 * The keys of this installation: from the environment, else from `keys.env` in the data folder, made on the first start.
 * @returns {Promise<Record<string, string>>}
 */
export async function findKeys({ dataDir, environment, say }) {
  const file = path.join(dataDir, 'keys.env');
  const kept = parse(await readFile(file, 'utf8').catch(() => ''));
  const missing = NAMES.filter((name) => !environment[name] && !kept[name]);
  if (missing.length > 0) {
    if (existsSync(path.join(dataDir, 'postgres'))) {
      say(
        'The keys are gone but the database is not: credentials of sources must be entered again, everybody signs in again.',
      );
    }
    for (const name of missing) kept[name] = randomBytes(32).toString('base64');
    const lines = Object.entries(kept).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(
      file,
      `# Seals the credentials of sources and signs sessions. Keep it secret, and back it up with the database.\n${lines.join('')}`,
      { mode: 0o600 },
    );
    say(`Made the keys of this installation: ${file}`);
  }
  return Object.fromEntries(NAMES.map((name) => [name, environment[name] || kept[name]]));
}

function parse(text) {
  const lines = text.split('\n').filter((line) => line.includes('=') && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).trim()]),
  );
}
