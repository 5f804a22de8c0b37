import { describe, expect, it } from 'vitest';
import { halfPage, looseTypes, withRowsOf } from './reshape';

const body = (rows: readonly unknown[]) => ({ TotalCount: 4, PageNumber: 2, Vpcs: { Vpc: rows } });

describe('a list that has been tampered with', () => {
  it('loses its second half and still claims the whole', () => {
    expect(halfPage(body([1, 2, 3]))).toEqual({ TotalCount: 4, PageNumber: 2, Vpcs: { Vpc: [1, 2] } });
  });

  it('is known by its number of rows, in either spelling', () => {
    const nodes = (rows: readonly unknown[]) => ({ nodes: rows, page: { page_number: 1, total_count: 3 } });
    expect(halfPage(nodes([1, 2, 3]))).toEqual(nodes([1, 2]));
    expect(withRowsOf(nodes([3]), nodes([1, 2]))).toEqual(nodes([1, 2]));
    expect(halfPage({ nodepools: [1, 2] })).toEqual({ nodepools: [1, 2] });
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
  it('turn texts into numbers and numbers into texts where clients must expect either', () => {
    const strict = { node_cidr_mask: '25', status: { total_nodes: 2 }, page_info: { total_count: 1 }, intranet: true };
    expect(looseTypes(strict)).toEqual({
      ...{ node_cidr_mask: 25, status: { total_nodes: '2' }, page_info: { total_count: '1' }, intranet: 1 },
    });
  });

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
