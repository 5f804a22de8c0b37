/** The command line as a process: its answers go to the standard output, its complaints to the standard error. */
import { main } from './main';

// `causeway ... | head` has read enough: that is no failure of what was asked.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') process.exitCode = 2;
});

process.exitCode = await main(process.argv.slice(2), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  language: new Intl.DateTimeFormat().resolvedOptions().locale,
});
