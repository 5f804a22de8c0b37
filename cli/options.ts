import { parseArgs } from 'node:util';
import { BadInput, type Fault, type OptionFault } from './bad-input';

const OPTIONS = {
  estate: { type: 'string' },
  ops: { type: 'string' },
  vbr: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
  language: { type: 'string' },
  url: { type: 'string' },
  'token-file': { type: 'string' },
  help: { type: 'boolean' },
} as const;
type Name = keyof typeof OPTIONS;

type Needs = { needs: readonly Name[]; takes: readonly Name[] };

/** What each command must be given, and what it may be. */
export const COMMAND_OPTIONS = {
  trace: { needs: ['estate', 'from', 'to'], takes: ['json'] },
  check: { needs: ['estate'], takes: ['json'] },
  whatif: { needs: ['estate', 'ops'], takes: ['json'] },
  aggregate: { needs: ['estate', 'vbr'], takes: ['json'] },
  'audit verify': { needs: ['token-file'], takes: ['url'] },
} as const satisfies Record<string, Needs>;
export type CommandName = keyof typeof COMMAND_OPTIONS;

/** What somebody typed. `values` has every option that the command needs. */
export type Asked = { values: ReadonlyMap<Name, string>; json: boolean; help: boolean; command: string };

type Token = ReturnType<typeof parseArgs<{ args: string[]; strict: false; tokens: true }>>['tokens'][number];
type OptionToken = Extract<Token, { kind: 'option' }>;

/** Takes a command line apart. Nothing is refused yet, so that a refusal can be told in the form that was asked for. */
export function readArguments(args: readonly string[]): { asked: Asked; faults: readonly Fault[] } {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  const given = tokens.filter((each) => each.kind === 'option');
  const words = tokens.filter((each) => each.kind === 'positional').map(({ value }) => value);
  const has = (name: Name) => given.some((each) => each.name === name);
  const values = new Map(
    given.flatMap((each) => (isKnown(each.name) && each.value !== undefined ? [[each.name, each.value]] : [])),
  );
  // Also where it stands in the place of a value: what is wrong with that is then told as JSON.
  const json = has('json') || args.includes('--json');
  const asked = { values, json, help: has('help'), command: words.join(' ') };
  return { asked, faults: [...given.flatMap(faultOf), ...repeated(given)] };
}

/** @throws BadInput naming the command that is none, or every option that the command lacks or has no use for */
export function commandOf({ command, values }: Asked): CommandName {
  const name = (Object.keys(COMMAND_OPTIONS) as CommandName[]).find((each) => each === command);
  if (name === undefined)
    throw new BadInput([fault('command', command === '' ? 'command-missing' : 'unknown-command', command)]);
  const { needs, takes }: Needs = COMMAND_OPTIONS[name];
  const useless = [...values.keys()].filter((each) => ![...needs, ...takes, 'language'].includes(each));
  const faults = [
    ...needs.filter((each) => !values.has(each)).map((each) => fault(each, 'option-missing', name)),
    ...useless.map((each) => fault(each, 'option-of-another-command', name)),
  ];
  if (faults.length > 0) throw new BadInput(faults);
  return name;
}

function isKnown(name: string): name is Name {
  return Object.hasOwn(OPTIONS, name);
}

function faultOf({ name, value, inlineValue, rawName }: OptionToken): Fault[] {
  if (!isKnown(name)) return [fault(rawName.replace(/^--?/, ''), 'unknown-option', rawName)];
  const isText = OPTIONS[name].type === 'string';
  if (!isText) return value === undefined ? [] : [fault(name, 'option-takes-no-value', value)];
  // What begins with a dash is the next option, unless it was written as a value.
  const isGiven = value !== undefined && value !== '' && (inlineValue === true || !value.startsWith('-'));
  return isGiven ? [] : [fault(name, 'option-without-value', '')];
}

function repeated(given: readonly OptionToken[]): Fault[] {
  const twice = given.filter(({ name }, at) => given.findIndex((each) => each.name === name) < at);
  return [...new Set(twice.map(({ name }) => name))].filter(isKnown).map((name) => fault(name, 'option-twice', ''));
}

function fault(option: string, code: OptionFault, value: string): Fault {
  return { option, code, value };
}
