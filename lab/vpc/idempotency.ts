import type { TokenRecord, WorldState } from '@/lab/world/state';
import { badRequest } from '@/lab/alibaba/errors';
import type { Parameters } from '@/lab/alibaba/parameters';

const TOKENS_KEPT = 5_000;

/** Remembers the first answer of each ClientToken, per operation. What failed is not remembered: it may be tried again. */
export class ClientTokens {
  private readonly inFlight = new Set<string>();

  /**
   * The answer already given for this token, or null when the call is the first of its kind.
   * @throws ApiError when the token came with other parameters, or is being worked on
   */
  replay(state: WorldState, action: string, parameters: Parameters): TokenRecord['body'] | null {
    const key = tokenKey(action, parameters);
    if (key === null) return null;
    const known = state.tokens[key];
    if (known && known.digest !== parameters.digest(['ClientToken']))
      throw badRequest(
        'IdempotentParameterMismatch',
        'The request uses the same client token as a previous, but non-identical request.',
      );
    if (known) return known.body;
    if (this.inFlight.has(key))
      throw badRequest('LastTokenProcessing', 'The last token request is processing, please try again later.');
    return null;
  }

  /** Marks the token as being worked on; the returned function ends that. */
  begin(action: string, parameters: Parameters): () => void {
    const key = tokenKey(action, parameters);
    if (key === null) return () => undefined;
    this.inFlight.add(key);
    return () => this.inFlight.delete(key);
  }

  remember(state: WorldState, action: string, parameters: Parameters, body: TokenRecord['body']): void {
    const key = tokenKey(action, parameters);
    if (key === null) return;
    state.tokens[key] = { digest: parameters.digest(['ClientToken']), body };
    const [oldest, ...others] = Object.keys(state.tokens);
    if (oldest !== undefined && others.length >= TOKENS_KEPT) delete state.tokens[oldest];
  }
}

function tokenKey(action: string, parameters: Parameters): string | null {
  const token = parameters.text('ClientToken');
  if (token === undefined) return null;
  if (!/^[\x21-\x7e]{1,64}$/.test(token))
    throw badRequest('IllegalParam.ClientToken', 'ClientToken must be at most 64 ASCII characters.');
  return `${action} ${token}`;
}
