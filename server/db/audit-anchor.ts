import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '@/domain/canonical-json';
import { env } from '@/server/config/env';

/** Head and count of the chain, kept outside the database under an HMAC: a cut tail cannot rewrite it. */
export type AuditAnchor = { seq: string; hash: string; count: number; at: string };

export type AnchorReading =
  { kind: 'absent' } | { kind: 'unreadable' } | { kind: 'forged' } | { kind: 'read'; anchor: AuditAnchor };

const StoredAnchor = z.object({
  seq: z.string().regex(/^\d+$/),
  hash: z.string(),
  count: z.number().int(),
  at: z.string(),
  mac: z.string(),
});

export function anchorPath(): string {
  return path.join(/* turbopackIgnore: true */ env().CAUSEWAY_DATA_DIR, 'audit-anchor.json');
}

function macOf(anchor: AuditAnchor): Buffer {
  // A key of its own, so that the anchor's key and the credentials' key never sign or seal for each other.
  const key = Buffer.from(hkdfSync('sha256', env().CAUSEWAY_ENCRYPTION_KEY, '', 'causeway audit anchor', 32));
  return createHmac('sha256', key).update(canonicalJson(anchor)).digest();
}

/** What the anchor says, or why it says nothing. Never throws for what stands in the file. */
export async function readAnchor(file = anchorPath()): Promise<AnchorReading> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'absent' };
    throw error;
  }
  const parsed = StoredAnchor.safeParse(parseJson(text));
  if (!parsed.success) return { kind: 'unreadable' };
  const { mac, ...anchor } = parsed.data;
  const given = Buffer.from(mac, 'hex');
  const expected = macOf(anchor);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { kind: 'forged' };
  return { kind: 'read', anchor };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Replaces the anchor in one step: a crash leaves the old one or the new one. */
export async function writeAnchor(anchor: AuditAnchor, file = anchorPath()): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify({ ...anchor, mac: macOf(anchor).toString('hex') })}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
