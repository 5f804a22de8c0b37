export type RunningPostgres = {
  port: number;
  pid: number;
  /** where cluster, log and passwords are */
  home: string;
  logFile: string;
  /** of a throw-away server, where the platform has such things: `host` of an address that does not go through the network stack */
  socketDir: string | undefined;
  superuserUrl: string;
  /** migrates: `causeway_owner` */
  ownerUrl: string;
  /** what the product runs as: `causeway_app` */
  appUrl: string;
  exited: Promise<string | number>;
  stop(): Promise<void>;
};

export function startPostgres(options: { dataDir: string; port?: number; durable: boolean }): Promise<RunningPostgres>;
export function findFreePort(): Promise<number>;
