// Stands in for vtysh: prints what the file of its first argument has for the command after `-c`.
import { readFileSync } from 'node:fs';

const [file, flag, command] = process.argv.slice(2);
const answer = flag === '-c' ? JSON.parse(readFileSync(file, 'utf8'))[command] : undefined;
if (answer === undefined) {
  process.stderr.write('% Unknown command\n');
  process.exit(1);
}
process.stdout.write(answer);
