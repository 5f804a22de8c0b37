import { beforeEach, describe, expect, it } from 'vitest';
import { seedFigure } from '@/domain/testing/seed-figure';
import { buildWorld } from '@/lab/world/build';
import type { WorldState } from '@/lab/world/state';
import { ClientTokens } from './idempotency';
import { Parameters } from '@/lab/alibaba/parameters';

const call = (values: Record<string, string>) => Parameters.of({ ClientToken: 't-1', ...values });
let state: WorldState;
let tokens: ClientTokens;

beforeEach(() => {
  state = buildWorld(seedFigure(), { scenario: 's', digest: 'd', born: '2026-01-01T00:00:00Z' });
  tokens = new ClientTokens();
});

describe('a ClientToken', () => {
  it('is new the first time', () => {
    expect(tokens.replay(state, 'CreateRouteEntry', call({ A: '1' }))).toBeNull();
  });

  it('brings the first answer back for the same parameters', () => {
    tokens.remember(state, 'CreateRouteEntry', call({ A: '1' }), { RouteEntryId: 'rte-1' });
    expect(tokens.replay(state, 'CreateRouteEntry', call({ A: '1' }))).toEqual({ RouteEntryId: 'rte-1' });
  });

  it('is refused with other parameters', () => {
    tokens.remember(state, 'CreateRouteEntry', call({ A: '1' }), {});
    expect(() => tokens.replay(state, 'CreateRouteEntry', call({ A: '2' }))).toThrow(
      expect.objectContaining({ code: 'IdempotentParameterMismatch', status: 400 }),
    );
  });

  it('is another one for another operation', () => {
    tokens.remember(state, 'CreateRouteEntry', call({ A: '1' }), {});
    expect(tokens.replay(state, 'CreateBgpPeer', call({ A: '2' }))).toBeNull();
  });

  it('is refused while its call is being worked on, and free again when that failed', () => {
    const end = tokens.begin('CreateRouteEntry', call({}));
    expect(() => tokens.replay(state, 'CreateRouteEntry', call({}))).toThrow(
      expect.objectContaining({ code: 'LastTokenProcessing' }),
    );
    end();
    expect(tokens.replay(state, 'CreateRouteEntry', call({}))).toBeNull();
  });

  it.each(['x'.repeat(65), '令牌', 'a b'])('must be ASCII of at most 64 characters: not %s', (ClientToken) => {
    expect(() => tokens.replay(state, 'CreateRouteEntry', call({ ClientToken }))).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  });
});
