import { describe, expect, it } from 'vitest';
import { halfPage, looseTypes, withRowsOf } from './reshape';

const body = (rows: readonly unknown[]) => ({ TotalCount: 4, PageNumber: 2, Vpcs: { Vpc: rows } });

describe('a list that has been tampered with', () => {
  it('loses its second half and still claims the whole', () => {
    expect(halfPage(body([1, 2, 3]))).toEqual({ TotalCount: 4, PageNumber: 2, Vpcs: { Vpc: [1, 2] } });
  });

  it('shows the rows of another page under its own number', () => {
    expect(withRowsOf(body([3, 4]), { ...body([1, 2]), PageNumber: 1 })).toEqual(body([1, 2]));
  });

  it('is left alone when it is no list', () => {
    const answer = { RequestId: 'x', Tags: { Tag: [1, 2] } };
    expect(halfPage(answer)).toEqual(answer);
  });
});

describe('loose types', () => {
  it('turn ASNs into numbers, drop empty wrappers and the Z of a time', () => {
    expect(
      looseTypes({
        PeerAsn: '65001',
        Name: '65001',
        Tags: { Tag: [] },
        At: '2026-01-01T00:00:00Z',
        Rows: [{ Hold: '30' }],
      }),
    ).toEqual({ PeerAsn: 65001, Name: '65001', At: '2026-01-01T00:00:00', Rows: [{ Hold: 30 }] });
  });
});
