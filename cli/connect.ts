/** Asks one procedure of a server. Throws with the server's reason when it is refused. */
export type Ask = (procedure: string, input: object) => Promise<unknown>;

type Answer = {
  result?: { data?: { json?: unknown } };
  error?: { json?: { message?: string; data?: { refusal?: { reason?: string; params?: object } } } };
};

export function connectTo(url: string, token: string, request: typeof fetch = fetch): Ask {
  return async (procedure, input) => {
    const query = new URLSearchParams({ input: JSON.stringify({ json: input }) });
    const address = new URL(`/api/trpc/${procedure}?${query.toString()}`, url);
    const response = await request(address, { headers: { authorization: `Bearer ${token}` } }).catch(
      (cause: unknown) => {
        throw new Error(`${address.origin} does not answer.`, { cause });
      },
    );
    const text = await response.text();
    if (!response.headers.get('content-type')?.includes('json')) {
      throw new Error(`${address.origin} answered ${response.status}, but not as Causeway does.`);
    }
    const answer = JSON.parse(text) as Answer;
    if (response.ok && answer.result) return answer.result.data?.json;
    const refusal = answer.error?.json?.data?.refusal;
    const why = refusal?.reason ?? answer.error?.json?.message ?? 'no reason given';
    throw new Error(`${procedure} was refused: ${why} ${JSON.stringify(refusal?.params ?? {})}`);
  };
}
