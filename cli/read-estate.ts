import { createReadStream } from 'node:fs';
import { atStart, LARGEST_FILE } from '@/domain/estate/file/bounds';
import { parseEstateFile } from '@/domain/estate/file/parse';
import type { EstateView } from '@/domain/estate/view';
import { BadInput } from './bad-input';

/**
 * An estate file as a view. Nothing of it was read from a source, so all of it counts as declared.
 * @throws BadInput with everything that is wrong with the file
 */
export async function readEstate(file: string): Promise<EstateView> {
  const parsed = parseEstateFile(await textOf('estate', file), file.endsWith('.json') ? { format: 'json' } : {});
  if (!parsed.ok) throw new BadInput(parsed.errors.map((error) => ({ file, error })));
  return { estate: parsed.estate, parts: [], revision: file };
}

/**
 * The text of a file, or of a pipe, and no more of it than the largest file has.
 * @throws BadInput when there is none, or none that may be read, when it is too large, or no text
 */
export async function textOf(option: string, file: string): Promise<string> {
  const bytes = await bytesOf(option, file);
  if (bytes.length > LARGEST_FILE)
    throw new BadInput([{ file, error: atStart('file-too-large', { limit: LARGEST_FILE }) }]);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    throw new BadInput([{ option, value: file, code: 'file-not-text' }], { cause });
  }
  throw new BadInput([{ option, value: file, code: 'file-not-text' }]);
}

async function bytesOf(option: string, file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(file, { end: LARGEST_FILE })) chunks.push(chunk as Buffer);
  } catch (cause) {
    throw new BadInput([{ option, value: file, code: 'file-not-read' }], { cause });
  }
  return Buffer.concat(chunks);
}
