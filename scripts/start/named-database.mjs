/** The PostgreSQL that DATABASE_URL names instead of the embedded one. */
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem.mjs';

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 250;

/**
 * Waits until somebody listens where an address points: a database that was started together with us may take a while.
 * @throws {Problem} naming the variable and the place, when nobody does in time
 */
export async function waitForNamedDatabase(url, { say, patienceMs = PATIENCE_MS }) {
  const place = placeOf(url);
  if (!place) return;
  const endAt = Date.now() + patienceMs;
  for (let look = 1; ; look += 1) {
    const why = await knock(place);
    if (why === undefined) return;
    const where = `${place.host}:${place.port}`;
    if (Date.now() > endAt)
      throw new Problem(
        `No PostgreSQL answers at ${where} (${why}), which DATABASE_URL names. Start it, or unset DATABASE_URL to use the embedded one.`,
      );
    if (look === 1) say(`Waiting for the PostgreSQL that DATABASE_URL names, at ${where}.`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** Host and port; undefined for a socket file or an address that only the driver understands. */
function placeOf(url) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed?.hostname || parsed.searchParams.has('host')) return undefined;
  return { host: parsed.hostname.replace(/^\[|\]$/g, ''), port: Number(parsed.port || 5432) };
}

/** Why the door stays closed, or undefined when it opens. */
function knock(place) {
  return new Promise((resolve) => {
    const socket = net.connect({ ...place, timeout: 5_000 });
    const end = (why) => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => end(undefined));
    socket.once('timeout', () => end('no answer'));
    socket.once('error', (error) => end(error.code ?? error.message));
  });
}
