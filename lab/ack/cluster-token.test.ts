import { describe, expect, it } from 'vitest';
import { clusterToken, isClusterToken } from './cluster-token';

const ENDS = 1_800_000_000_000;
const token = clusterToken('secret', 'c-edge', ENDS);

describe('the token of a temporary kubeconfig', () => {
  it('opens its cluster until it ends', () => {
    expect(isClusterToken('secret', 'c-edge', token, ENDS - 1)).toBe(true);
    expect(isClusterToken('secret', 'c-edge', token, ENDS)).toBe(false);
  });

  it.each([
    ['of another cluster', 'secret', 'c-other', token],
    ['of another lab', 'other', 'c-edge', token],
    ['with a later end', 'secret', 'c-edge', token.replace(String(ENDS), String(ENDS + 1))],
    ['that is nothing', 'secret', 'c-edge', ''],
  ])('%s opens nothing', (_what, secret, cluster, given) => {
    expect(isClusterToken(secret, cluster, given, 0)).toBe(false);
  });
});
