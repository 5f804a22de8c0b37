/** Parameters by their wire names. Left out when undefined. */
export type WireParameters = Readonly<Record<string, string | number | boolean | undefined>>;

/** A body as it came, without its secrets; the rows inside are still to be understood. */
export type Answer = Readonly<Record<string, unknown>>;

/** Sends exactly one request. Throws ConnectorError only. */
export type Call = (
  action: string,
  parameters: WireParameters,
  limits: { deadlineMs: number; signal?: AbortSignal },
) => Promise<Answer>;
