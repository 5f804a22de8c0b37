import pg from 'pg';
import { log } from '@/server/config/log';

/** Locks that last as long as one connection: whoever dies lets go at once. */
export type SessionLocks = {
  /** False when somebody else holds it. Asks the database each time, so that a dead connection shows. */
  tryLock(name: string): Promise<boolean>;
  unlock(name: string): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens its connection with the first lock, and again after a loss. `onLost` is told when the connection goes: by then others
 * may hold what was held through it.
 */
export function openSessionLocks(url: string, onLost: () => void): SessionLocks {
  let opening: Promise<pg.Client> | undefined;

  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'causeway locks' });
    const lose = (error?: unknown) => {
      if (opening !== mine) return;
      opening = undefined;
      log().warn({ err: error }, 'locks lost their connection');
      onLost();
    };
    const mine = opening;
    client.on('error', lose);
    client.on('end', () => lose());
    await client.connect();
    // A worker whose machine is gone says no goodbye: the server finds out by itself within half a minute.
    await client.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3');
    return client;
  };

  const query = async (text: string, name: string): Promise<boolean> => {
    const mine = (opening ??= Promise.resolve().then(open));
    try {
      const { rows } = await (await mine).query<{ got: boolean }>(text, [name]);
      return rows[0]?.got === true;
    } catch (error) {
      if (opening === mine) opening = undefined;
      throw error;
    }
  };

  return {
    tryLock: (name) => query('select pg_try_advisory_lock(hashtextextended($1, 0)) as got', name),
    unlock: async (name) => {
      if (opening) await query('select pg_advisory_unlock(hashtextextended($1, 0)) as got', name);
    },
    close: async () => {
      const last = opening;
      opening = undefined;
      await last
        ?.then((client) => client.end())
        .catch((error: unknown) => log().debug({ err: error }, 'locks did not end well'));
    },
  };
}
