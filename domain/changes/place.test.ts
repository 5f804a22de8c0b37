import { describe, expect, it } from 'vitest';
import { sitesOfRouter, type Standing } from './place';

describe('the sites that answer for a router', () => {
  it.each<[string, Standing, readonly (readonly string[])[]]>([
    ['a VPC: its own', { site: 'cn-hangzhou' }, [['cn-hangzhou']]],
    ['a VBR: its own, or that of its circuit', { site: 'cn-hangzhou', circuitSites: ['dc-1'] }, [['cn-hangzhou'], ['dc-1']]], // prettier-ignore
    ['several circuits: all of their sites', { circuitSites: ['dc-2', 'dc-1', 'dc-2'] }, [['dc-1', 'dc-2']]],
    ['one circuit that nobody placed: not by circuits', { site: 'cn-hangzhou', circuitSites: ['dc-1', undefined] }, [['cn-hangzhou']]], // prettier-ignore
    ['nothing declared: none', { circuitSites: [undefined] }, []],
    ['no circuit seen, nothing declared: none', { circuitSites: [] }, []],
  ])('%s', (_sentence, standing, expected) => {
    expect(sitesOfRouter(standing)).toEqual(expected);
  });
});
