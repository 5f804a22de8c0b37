/** The command line. Exit codes: 0 all is well, 1 something is not, 2 it could not be told. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { auditVerify } from './audit-verify';
import { BadInput } from './bad-input';
import { check } from './check';
import { connectTo } from './connect';
import { sentencesIn, type Sentences } from './sentences';
import { traceCommand } from './trace';
import { whatIfCommand } from './what-if';

const USAGE = `causeway trace --estate FILE --from A --to B [--json]
  What A and B reach of each other, in both directions. A and B: an address, a prefix, or the name of a pool, site, LAN,
  vSwitch or node. Exit code 0: all of it.

causeway check --estate FILE [--json]
  What is wrong with an estate, and whether its flows hold. Exit code 1: an error, or a flow that must hold and does not.

causeway whatif --estate FILE --ops FILE [--json]
  What operations would do: flows that start or stop, findings that come or go. FILE holds \`operations: [...]\` as in a change.
  Exit code 1: an error appears, or a flow that must hold stops. 2: an operation is refused.

causeway audit verify [--url http://localhost:3000] --token-file FILE
  Walks the whole audit chain on the server, names the first bad row and compares the end with the anchor.
  The token needs the scope audit:read.

trace, check and whatif need no server and no database; --language en or zh-CN chooses the language.
Exit codes: 0 all is well, 1 something is not, 2 it could not be told.`;

const OPTIONS = {
  estate: { type: 'string' },
  ops: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean', default: false },
  language: { type: 'string' },
  url: { type: 'string', default: 'http://localhost:3000' },
  'token-file': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

const print = (line: string) => console.log(line);

function needed(options: Options, names: readonly ('estate' | 'from' | 'to' | 'ops')[]): string[] | null {
  const values = names.map((name) => options[name]);
  return values.every((value) => value !== undefined) ? values : null;
}

const COMMANDS: Readonly<Record<string, (options: Options, say: Sentences) => Promise<number> | null>> = {
  trace: (options, say) => {
    const [estate, from, to] = needed(options, ['estate', 'from', 'to']) ?? [];
    if (estate === undefined || from === undefined || to === undefined) return null;
    return traceCommand({ estate, from, to, json: options.json }, say, print);
  },
  check: (options, say) => {
    const [estate] = needed(options, ['estate']) ?? [];
    return estate === undefined ? null : check({ estate, json: options.json }, say, print);
  },
  whatif: (options, say) => {
    const [estate, ops] = needed(options, ['estate', 'ops']) ?? [];
    if (estate === undefined || ops === undefined) return null;
    return whatIfCommand({ estate, ops, json: options.json }, say, print);
  },
  'audit verify': ({ url, 'token-file': file }) => (file === undefined ? null : auditWith(url, file)),
};

async function auditWith(url: string, file: string): Promise<number> {
  const token = (await readFile(file, 'utf8')).trim();
  return auditVerify(connectTo(url, token), print);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const say = sentencesIn(values.language ?? new Intl.DateTimeFormat().resolvedOptions().locale);
  const started = values.help ? null : (COMMANDS[positionals.join(' ')]?.(values, say) ?? null);
  if (started === null) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  return started.catch((error: unknown) => {
    if (!(error instanceof BadInput)) throw error;
    if (values.json) print(error.toJson());
    else for (const line of error.toLines(say)) console.error(line);
    return 2;
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
