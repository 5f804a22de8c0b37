import type { FileError } from '@/domain/estate/file/document';
import type { BadInputReport } from './reports/bad-input-report';
import type { Sentences } from './sentences';
import { jsonLines } from './terminal';

/** One thing wrong with what was given: a place in a file, or an option and what is wrong with its value. */
export type Fault = { file: string; error: FileError } | { option: string; value: string; code: OptionFault };

/** What can be wrong with what was typed, or with what an option names. */
export type OptionFault =
  | 'command-missing'
  | 'unknown-command'
  | 'unknown-option'
  | 'option-missing'
  | 'option-of-another-command'
  | 'option-takes-no-value'
  | 'option-without-value'
  | 'option-twice'
  | 'endpoint-not-found'
  | 'vbr-not-found'
  | 'file-not-read'
  | 'file-not-text'
  | 'file-holds-no-token'
  | 'not-an-address';

/** More of a name than this helps nobody to find it. */
const LONGEST_SHOWN = 120;

/** What was given cannot be worked with. Everything that is wrong is said at once. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  constructor(
    readonly faults: readonly Fault[],
    options?: ErrorOptions,
  ) {
    super('bad input', options);
  }

  toJson(): string {
    const report: BadInputReport = {
      version: 1,
      errors: this.faults.map((fault) =>
        'option' in fault
          ? { option: fault.option, code: fault.code, params: { value: fault.value } }
          : { file: fault.file, ...fault.error, path: [...fault.error.path] },
      ),
    };
    return jsonLines(report);
  }

  toLines(say: Sentences): string[] {
    return this.faults.map((fault) =>
      'option' in fault
        ? say.cli(`badOption.${fault.code}`, { option: fault.option, value: clipped(fault.value) })
        : `${fault.file}:${fault.error.line}:${fault.error.column}: ${say.fileError(shortened(fault.error))}`,
    );
  }
}

function shortened({ code, params }: FileError): Pick<FileError, 'code' | 'params'> {
  const short = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? clipped(value) : value,
  ]);
  return { code, params: Object.fromEntries(short) as FileError['params'] };
}

function clipped(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
