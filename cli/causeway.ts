#!/usr/bin/env -S npx tsx
/** The command line: talks to a running server as anybody else does. Exit codes: 0 fine, 1 not fine, 2 not done. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { auditVerify } from './audit-verify';
import { connectTo } from './connect';

const USAGE = `causeway audit verify [--url http://localhost:3000] --token-file FILE

  Walks the whole audit chain on the server, names the first bad row and compares the end with the anchor.
  The token needs the scope audit:read.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://localhost:3000' },
      'token-file': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const command = positionals.join(' ');
  if (values.help || command !== 'audit verify' || !values['token-file']) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const token = (await readFile(values['token-file'], 'utf8')).trim();
  return auditVerify(connectTo(values.url, token), (line) => console.log(line));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
