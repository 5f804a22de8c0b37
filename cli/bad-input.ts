import type { FileError } from '@/domain/estate/file/document';
import type { BadInputReport } from './reports/bad-input-report';
import type { Sentences } from './sentences';

/** One thing wrong with what was given: a place in a file, or an option and what is wrong with its value. */
export type Fault =
  { file: string; error: FileError } | { option: string; value: string; code: 'endpoint-not-found' | 'file-not-read' };

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
    return JSON.stringify(report, null, 2);
  }

  toLines(say: Sentences): string[] {
    return this.faults.map((fault) =>
      'option' in fault
        ? say.cli(`badOption.${fault.code}`, { option: fault.option, value: fault.value })
        : `${fault.file}:${fault.error.line}:${fault.error.column}: ${say.fileError(fault.error)}`,
    );
  }
}
