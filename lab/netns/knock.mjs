/**
 * Opens connections from one address to others and gives them up shortly after: what arrives and what is answered is counted by
 * the kernels at both ends. `node knock.mjs <port> <times> <from> <to>...`
 */
import { connect } from 'node:net';

const [port = '', times = '', from = '', ...to] = process.argv.slice(2);

/** So long a connection has for its way there and back; the kernel would ask again after a second. */
const PATIENCE_MS = 120;

/** Its own ports are chosen here: of those that the system would choose two may be the same. */
const FIRST_PORT = 20_000;

function knock(at, often) {
  for (const host of to)
    for (let n = 0; n < often; n += 1)
      connect({ host, port: at, localAddress: from, localPort: FIRST_PORT + n }).on('error', () => {
        // Refused is an answer, and the kernel has counted it.
      });
}

// The first finds the neighbours on the way, so that nothing waits for them in a queue that is too short for all.
knock(Number(port) + 1, 1);
setTimeout(() => knock(Number(port), Number(times)), PATIENCE_MS / 2);
setTimeout(() => process.exit(), PATIENCE_MS * 1.5);
