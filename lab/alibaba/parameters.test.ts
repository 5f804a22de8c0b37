import { describe, expect, it } from 'vitest';
import { Parameters } from './parameters';

const of = (query: string) => Parameters.parse(query);

describe('RPC parameters', () => {
  it('are percent-decoded, and an empty text counts as not given', () => {
    const parameters = of('Name=%E4%B8%80%20b&Empty=&Lonely');
    expect([
      parameters.text('Name'),
      parameters.text('Empty'),
      parameters.text('Lonely'),
      parameters.has('Empty'),
    ]).toEqual(['一 b', undefined, undefined, true]);
  });

  it('keep an equals sign and a plus in a value', () => {
    expect(of('A=b=c+d').text('A')).toBe('b=c+d');
  });

  it('read lists in the order of their numbers, not of their text', () => {
    const ten = Array.from({ length: 11 }, (_, index) => `L.${11 - index}=v${11 - index}`).join('&');
    expect(of(ten).list('L')).toEqual(['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9', 'v10', 'v11']);
  });

  it('read lists of records and filters', () => {
    const parameters = of('N.1.Id=a&N.1.Weight=5&N.2.Id=b&Filter.1.Key=VbrId&Filter.1.Value.1=x&Filter.1.Value.2=y');
    expect(parameters.records('N')).toEqual([{ Id: 'a', Weight: '5' }, { Id: 'b' }]);
    expect(parameters.filters()).toEqual([{ key: 'VbrId', values: ['x', 'y'] }]);
  });

  it('refuse what is neither a number nor a flag', () => {
    expect(() => of('P=1.5').integer('P')).toThrow(expect.objectContaining({ code: 'InvalidParameter' }));
    expect(() => of('P=yes').flag('P')).toThrow(expect.objectContaining({ code: 'InvalidParameter' }));
    expect([of('P=-3').integer('P'), of('P=True').flag('P')]).toEqual([-3, true]);
  });

  it('name the parameter that is missing', () => {
    expect(() => of('').required('VpcId')).toThrow(
      expect.objectContaining({ code: 'MissingParameter', message: expect.stringContaining('"VpcId"') }),
    );
  });

  it('have a digest that knows neither order nor what is left out', () => {
    expect(of('A=1&B=2&T=x').digest(['T'])).toBe(of('T=y&B=2&A=1').digest(['T']));
    expect(of('A=1').digest([])).not.toBe(of('A=2').digest([]));
  });
});
