import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Estate } from '@/domain/estate/estate';
import { parseEstateFile } from '@/domain/estate/file/parse';

/** A network to serve: the estate and where it came from. */
export type Scenario = { name: string; digest: string; file: string | null; estate: Estate };

/** @throws Error that names every line the estate file is refused for */
export function scenarioFromText(name: string, text: string, file: string | null = null): Scenario {
  const parsed = parseEstateFile(text);
  if (!parsed.ok) {
    const lines = parsed.errors.map(({ line, path: at, code }) => `  line ${line}: ${at.join('.')} ${code}`);
    throw new Error(`scenario ${name} is not an estate file:\n${lines.join('\n')}`);
  }
  return { name, digest: createHash('sha256').update(text).digest('hex'), file, estate: parsed.estate };
}

export function scenarioFromEstate(estate: Estate): Scenario {
  const digest = createHash('sha256').update(JSON.stringify(estate)).digest('hex');
  return { name: estate.metadata.name, digest, file: null, estate };
}

/** A scenario of the lab by its name, or any estate file by its path. */
export function loadScenario(nameOrPath: string): Scenario {
  const own = path.join(import.meta.dirname, 'scenarios', `${nameOrPath}.yaml`);
  const file = existsSync(own) ? own : path.resolve(nameOrPath);
  return scenarioFromText(nameOrPath, readFileSync(file, 'utf8'), file);
}
