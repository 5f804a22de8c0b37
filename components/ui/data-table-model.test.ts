import { describe, expect, it } from 'vitest';
import { compareValues, filterRows, toCsv, type DataColumn } from './data-table-model';

type Row = { prefix: string; hop: string | null; routes: number };

const columns: DataColumn<Row>[] = [
  { id: 'prefix', header: 'Destination', value: (row) => row.prefix },
  { id: 'hop', header: 'Next hop, id', value: (row) => row.hop },
  { id: 'routes', header: 'Routes', value: (row) => row.routes },
];
const rows: Row[] = [
  { prefix: '10.0.10.0/24', hop: 'ri-bp1vlan', routes: 2 },
  { prefix: '10.0.2.0/24', hop: null, routes: 12 },
];

describe('a filter typed over a table', () => {
  it('keeps the rows in which every word occurs, in any column and any case', () => {
    expect(filterRows(rows, columns, '10.0 VLAN').map((row) => row.prefix)).toEqual(['10.0.10.0/24']);
  });

  it('keeps everything when only blanks are typed', () => {
    expect(filterRows(rows, columns, '   ')).toEqual(rows);
  });

  it('does not find a word that spans two columns', () => {
    expect(filterRows(rows, columns, '24ri-bp1')).toEqual([]);
  });

  it('finds nothing in an absent value', () => {
    expect(filterRows(rows, columns, 'null')).toEqual([]);
  });
});

describe('the order of values', () => {
  it.each([
    ['10.0.2.0/24', '10.0.10.0/24'],
    ['vbr-9', 'vbr-10'],
    [2, 12],
    [new Date(1000), new Date(2000)],
  ])('puts %s before %s', (a, b) => {
    expect(compareValues(a, b)).toBeLessThan(0);
    expect(compareValues(b, a)).toBeGreaterThan(0);
  });
});

describe('a table as CSV', () => {
  it('has a header, CRLF line ends, and leaves absent values empty', () => {
    expect(toCsv(rows, columns)).toBe(
      'Destination,"Next hop, id",Routes\r\n10.0.10.0/24,ri-bp1vlan,2\r\n10.0.2.0/24,,12\r\n',
    );
  });

  it('doubles quotes and keeps line breaks inside one cell', () => {
    expect(toCsv([{ prefix: 'a "b"\nc', hop: '', routes: 0 }], columns)).toContain('"a ""b""\nc",,0\r\n');
  });

  it.each(['=1+1', '+cmd', '@sum', '-cmd'])('makes a spreadsheet formula plain text: %s', (prefix) => {
    expect(toCsv([{ prefix, hop: '', routes: 0 }], columns)).toContain(`'${prefix}`);
  });

  it('leaves negative numbers numbers', () => {
    expect(toCsv([{ prefix: 'x', hop: '', routes: -5 }], columns)).toContain(',-5\r\n');
  });
});
