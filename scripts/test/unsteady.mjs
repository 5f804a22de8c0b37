/**
 * What real processes, ports and clocks take part in is given a second try, and said: a test that passes only then is
 * unsteady, which is a fault of its own, but not one to throw a whole run away for.
 */
import { writeFile } from 'node:fs/promises';

/** A reporter of vitest: the names of the unsteady tests, a line each, into the file that `UNSTEADY_FILE` names. */
export default class Unsteady {
  #names = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  async onTestRunEnd() {
    await writeFile(process.env.UNSTEADY_FILE, this.#names.join('\n'));
  }
}
