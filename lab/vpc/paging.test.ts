import { describe, expect, it } from 'vitest';
import { badRouterInterfacePage, page, previousPage, tokenPage } from './paging';
import { Parameters } from '@/lab/alibaba/parameters';

const rows = Array.from({ length: 23 }, (_, index) => index);
const ask = (values: Record<string, string>) => Parameters.of(values);

describe('numbered pages', () => {
  it('hold ten rows unless asked otherwise', () => {
    expect(page(ask({}), rows)).toEqual({ items: rows.slice(0, 10), PageNumber: 1, PageSize: 10, TotalCount: 23 });
  });

  it('end with what is left, and past the end there is nothing', () => {
    expect(page(ask({ PageNumber: '3' }), rows).items).toEqual([20, 21, 22]);
    expect(page(ask({ PageNumber: '4' }), rows).items).toEqual([]);
  });

  it.each<Record<string, string>>([{ PageNumber: '0' }, { PageSize: '0' }, { PageSize: '51' }])(
    'refuse %o',
    (values) => {
      expect(() => page(ask(values), rows)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );

  it('of router interfaces are refused under the code of a region, as published', () => {
    expect(() => page(ask({ PageSize: '51' }), rows, badRouterInterfacePage)).toThrow(
      expect.objectContaining({ status: 404, code: 'InvalidRegionId.NotFound' }),
    );
  });
});

describe('pages by token', () => {
  const whole = (values: Record<string, string>) => {
    const seen: number[] = [];
    let NextToken = '';
    do {
      const answer = tokenPage(ask({ ...values, ...(NextToken ? { NextToken } : {}) }), rows);
      seen.push(...answer.items);
      NextToken = answer.NextToken;
    } while (NextToken !== '');
    return seen;
  };

  it.each(['1', '10', '23', '100'])('lead through all rows once, %s at a time', (MaxResult) => {
    expect(whole({ MaxResult })).toEqual(rows);
  });

  it('belong to the query they came from', () => {
    const { NextToken } = tokenPage(ask({ RouteTableId: 'a' }), rows);
    expect(() => tokenPage(ask({ RouteTableId: 'b', NextToken }), rows)).toThrow(
      expect.objectContaining({ code: 'IllegalParam.NextToken' }),
    );
  });

  it.each(['x', '%%', 'bm90OmE'])('cannot be made up (%s)', (NextToken) => {
    expect(() => tokenPage(ask({ NextToken }), rows)).toThrow(
      expect.objectContaining({ code: 'IllegalParam.NextToken' }),
    );
  });

  it.each(['0', '101'])('refuse a size of %s', (MaxResult) => {
    expect(() => tokenPage(ask({ MaxResult }), rows)).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe('the page before', () => {
  it('is there from the second page on', () => {
    expect(previousPage(ask({}))).toBeNull();
    expect(previousPage(ask({ PageNumber: '2' }))?.text('PageNumber')).toBe('1');
    const { NextToken } = tokenPage(ask({}), rows);
    const before = previousPage(ask({ NextToken }));
    expect(before && tokenPage(before, rows).items).toEqual(rows.slice(0, 10));
  });
});
