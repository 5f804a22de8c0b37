import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Estate } from '@/domain/estate/estate';
import { parseEstateFile } from '@/domain/estate/file/parse';
import { largeEstate, type LargeSize } from './scenarios/large';

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

/** Estates that are computed rather than written, by their names. */
const GENERATED: Readonly<Record<string, LargeSize>> = {
  'twenty-sites': { sites: 20, nodesPerSite: 50, networksPerGateway: 50 },
  'two-hundred-sites': { sites: 200, nodesPerSite: 50, networksPerGateway: 365 },
};

/** The scenarios that have a name: files of the lab and generated ones. */
export function scenarioNames(): string[] {
  const files = readdirSync(path.join(import.meta.dirname, 'scenarios')).filter((name) => name.endsWith('.yaml'));
  return [...files.map((name) => name.slice(0, -'.yaml'.length)), ...Object.keys(GENERATED)].sort();
}

/**
 * A scenario of the lab by its name, or any estate file by its path.
 * @throws Error naming the scenarios there are when it is neither
 */
export function loadScenario(nameOrPath: string): Scenario {
  const size = Object.hasOwn(GENERATED, nameOrPath) ? GENERATED[nameOrPath] : undefined;
  if (size) return { ...scenarioFromEstate(largeEstate(size)), name: nameOrPath };
  const own = path.join(import.meta.dirname, 'scenarios', `${nameOrPath}.yaml`);
  const file = existsSync(own) ? own : path.resolve(nameOrPath);
  if (!existsSync(file)) throw new Error(`there is no scenario ${nameOrPath}: ${scenarioNames().join(', ')}`);
  return scenarioFromText(nameOrPath, readFileSync(file, 'utf8'), file);
}
