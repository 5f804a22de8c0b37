import path from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from './problem.mjs';

export const ROOT = path.join(import.meta.dirname, '../..');

const USAGE = `npm start -- [options]

  --port N                 the port of the web server (3000)
  --host NAME              the address it listens on (127.0.0.1); 0.0.0.0 for everybody
  --no-lab                 no lab: real sources only
  --scenario NAME          the lab's world: another one than before takes its place (first the seed)
  --reset-lab              forget the lab's world and begin with the scenario again
  --reset-password EMAIL   give this person a new password, show it, and end
  --verify-audit           walk the audit chain, name the first bad row, and end (status 1 when it does not hold)
  --write-sign-in          also write the first passwords to first-sign-in.json in the data folder (for tests)
  --dev                    development server: no build, pages reload as you edit
  --verbose                show what the processes say

Environment: .env.example lists what may be set; DATABASE_URL replaces the embedded PostgreSQL.`;

/**
 * @param {string[]} args
 * @param {Record<string, string | undefined>} environment
 */
export function parseOptions(args, environment) {
  const values = parse(args);
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const port = Number(values.port ?? environment.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem(`${values.port ?? environment.PORT} is not a port number.`);
  return {
    port,
    host: values.host,
    lab: !values['no-lab'],
    scenario: values.scenario,
    resetLab: values['reset-lab'],
    resetPassword: values['reset-password'],
    verifyAudit: values['verify-audit'],
    writeSignIn: values['write-sign-in'],
    dev: values.dev,
    verbose: values.verbose,
    dataDir: path.resolve(ROOT, environment.CAUSEWAY_DATA_DIR || '.data'),
  };
}

function parse(args) {
  const flag = { type: 'boolean', default: false };
  const options = {
    port: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    scenario: { type: 'string' },
    'reset-password': { type: 'string' },
    'verify-audit': flag,
    'no-lab': flag,
    'reset-lab': flag,
    'write-sign-in': flag,
    dev: flag,
    verbose: flag,
    help: { ...flag, short: 'h' },
  };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Problem(`${error.message}\n\n${USAGE}`);
  }
}
