import { aggregateCommand } from './aggregate';
import { auditVerify } from './audit-verify';
import { BadInput } from './bad-input';
import { check } from './check';
import { connectTo } from './connect';
import { commandOf, readArguments, type Asked, type CommandName } from './options';
import { textOf } from './read-estate';
import { sentencesIn, type Sentences } from './sentences';
import { spoken, type Terminal } from './terminal';
import { traceCommand } from './trace';
import { USAGE } from './usage';
import { whatIfCommand } from './what-if';

type Given = { of(name: Parameters<Asked['values']['get']>[0]): string; json: boolean };
type Command = (given: Given, say: Sentences, print: Terminal['print']) => Promise<number>;

const COMMANDS: Readonly<Record<CommandName, Command>> = {
  trace: ({ of, json }, ...to) => traceCommand({ estate: of('estate'), from: of('from'), to: of('to'), json }, ...to),
  check: ({ of, json }, ...to) => check({ estate: of('estate'), json }, ...to),
  whatif: ({ of, json }, ...to) => whatIfCommand({ estate: of('estate'), ops: of('ops'), json }, ...to),
  aggregate: ({ of, json }, ...to) => aggregateCommand({ estate: of('estate'), vbr: of('vbr'), json }, ...to),
  'audit verify': async ({ of }, _, print) => {
    const token = (await textOf('token-file', of('token-file'))).trim();
    if (!/^[\x21-\x7e]+$/.test(token))
      throw new BadInput([{ option: 'token-file', value: of('token-file'), code: 'file-holds-no-token' }]);
    return auditVerify(connectTo(addressOf(of('url') || 'http://localhost:3000'), token), print);
  },
};

function addressOf(url: string): string {
  const isAddress = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (!isAddress) throw new BadInput([{ option: 'url', value: url, code: 'not-an-address' }]);
  return url;
}

/**
 * The whole command line: what was typed goes in, and the exit code comes out. 0: all is well, 1: something is not, 2: it could not
 * be told, and why was said, with `--json` as JSON.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const { asked, faults } = readArguments(args);
  const say = sentencesIn(asked.values.get('language') ?? terminal.language);
  if (asked.help) {
    terminal.print(USAGE);
    return 0;
  }
  const given: Given = { of: (name) => asked.values.get(name) ?? '', json: asked.json };
  const print = given.json ? terminal.print : (line: string) => terminal.print(spoken(line));
  try {
    if (faults.length > 0) throw new BadInput(faults);
    return await COMMANDS[commandOf(asked)](given, say, print);
  } catch (error) {
    if (!(error instanceof BadInput)) {
      terminal.complain(spoken(error instanceof Error ? error.message : String(error)));
      return 2;
    }
    if (asked.json) terminal.print(error.toJson());
    else for (const line of error.toLines(say)) terminal.complain(spoken(line));
    return 2;
  }
}
