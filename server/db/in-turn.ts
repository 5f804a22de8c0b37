import pg from 'pg';

type Query = (...args: unknown[]) => unknown;

/**
 * A connection that is asked one thing after another. What is read with its relations inside a transaction is asked for all at
 * once there, on the one connection that the transaction has; the driver queues that only for now, and warns.
 */
export class ConnectionInTurn extends pg.Client {
  private last: Promise<unknown> = Promise.resolve();

  override query = ((...args: unknown[]): unknown => {
    const ask = () => (pg.Client.prototype.query as Query).apply(this, args);
    // Whoever waits with a callback, or hands over a query of its own, has the connection to itself.
    if (typeof args.at(-1) === 'function' || typeof (args[0] as { submit?: unknown }).submit === 'function')
      return ask();
    const answer = this.last.then(ask);
    this.last = answer.catch(() => undefined);
    return answer;
  }) as pg.Client['query'];
}
