import { spawn } from 'node:child_process';

/** Ends the process groups it was told of when its standard input ends: also when we are killed with SIGKILL. */
const SCRIPT = `
groups=""
while read -r sign group; do
  if [ "$sign" = + ]; then groups="$groups $group"; continue; fi
  left=""
  for each in $groups; do [ "$each" = "$group" ] || left="$left $each"; done
  groups="$left"
done
for each in $groups; do kill -s TERM -- "-$each" 2>/dev/null; done
[ -z "$groups" ] || sleep 3
for each in $groups; do kill -s KILL -- "-$each" 2>/dev/null; done
`;

export function startWatchdog() {
  if (process.platform === 'win32') return { add() {}, remove() {}, end() {} };
  const child = spawn('/bin/sh', ['-c', SCRIPT], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', (error) => console.error(`Nobody watches over the processes: ${error.message}`));
  child.stdin.on('error', () => console.error('The watchdog is gone: processes may outlive a crash of this one.'));
  child.unref();
  child.stdin.unref?.();
  return {
    add: (pid) => child.stdin.write(`+ ${pid}\n`),
    remove: (pid) => child.stdin.write(`- ${pid}\n`),
    end: () => child.stdin.end(),
  };
}
