import { readFile } from 'node:fs/promises';
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

/** @throws BadInput when there is no such file, or none that may be read */
export async function textOf(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new BadInput([{ option, value: file, code: 'file-not-read' }], { cause });
  }
}
