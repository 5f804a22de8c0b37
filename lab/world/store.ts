import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { WorldState } from './state';
import type { Save } from './world';

const Snapshot = z.object({ worldNow: z.number(), wallNow: z.number(), state: WorldState });

/** A world that was put away, and what its clock says now: time went on while nobody served it. */
export type Restored = { state: WorldState; worldNow: number };

/** One JSON file, replaced whole: a crash leaves the world before a change or the one after it, never half of one. */
export class WorldStore {
  private readonly file: string;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.file = path.join(directory, 'world.json');
  }

  /** @throws when the file is there and is not a world of this version */
  load(wallNow: number, scale: number): Restored | null {
    if (!existsSync(this.file)) return null;
    const snapshot = Snapshot.safeParse(parseJson(readFileSync(this.file, 'utf8')));
    if (!snapshot.success) throw new Error(`${this.file} is not a world of this version; --reset builds a new one`);
    const { state, worldNow, wallNow: then } = snapshot.data;
    return { state, worldNow: worldNow + Math.max(0, wallNow - then) * scale };
  }

  /** Which scenario the world that was put away is of; null: there is none, or none of this version. */
  scenario(): string | null {
    if (!existsSync(this.file)) return null;
    const snapshot = Snapshot.safeParse(parseJson(readFileSync(this.file, 'utf8')));
    return snapshot.success ? snapshot.data.state.scenario : null;
  }

  readonly save: Save = (state, at) => {
    writeAtomically(this.file, JSON.stringify({ ...at, state }));
  };
}

/** The file holds keys, so it is the owner's alone. */
export function writeAtomically(file: string, text: string): void {
  const next = `${file}.${process.pid}.next`;
  writeFileSync(next, text, { mode: 0o600 });
  renameSync(next, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not a world either: the caller says so with the file's name.
    return null;
  }
}
