/** Bounds of one command. `bytes` of what it may print. */
export type RunLimits = { timeoutMs: number; bytes: number; signal?: AbortSignal };

/** Somewhere commands of vtysh can be run. Throws ConnectorError only. */
export type Shell = {
  run(command: string, limits: RunLimits): Promise<string>;
  close(): void;
};
