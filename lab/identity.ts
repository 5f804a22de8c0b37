import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { newAccessKey } from './assemble';
import { writeAtomically } from './world/store';

const Identity = z.object({
  accessKey: z.object({ id: z.string(), secret: z.string() }),
  port: z.number().int(),
  adminPort: z.number().int(),
  doors: z.record(z.string(), z.number().int()).default({}),
});
/** What stays the same from start to start, so that those who know the lab find it again: its key and its ports. */
export type Identity = z.infer<typeof Identity>;

const fileIn = (directory: string) => path.join(directory, 'identity.json');

/** The identity kept in a data directory, or a new one with free ports to be. */
export function loadIdentity(directory: string): Identity {
  const file = fileIn(directory);
  if (!existsSync(file)) return { accessKey: newAccessKey(), port: 0, adminPort: 0, doors: {} };
  return Identity.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function saveIdentity(directory: string, identity: Identity): void {
  writeAtomically(fileIn(directory), `${JSON.stringify(identity, null, 2)}\n`);
}
