import { describe, expect, it } from 'vitest';
import { seedFigure } from '@/domain/testing/seed-figure';
import { buildWorld } from './build';
import { busyWith, SingleFlight } from './single-flight';
import type { WorldState } from './state';

function world(): WorldState {
  const estate = seedFigure();
  estate.vpcs[0]?.routeTables?.push({ key: 'vtb-second', entries: [] });
  return buildWorld(estate, { scenario: 's', digest: 'd', born: '2026-01-01T00:00:00Z' });
}

function unsettle(state: WorldState, status: string): { vpc: string; table: string } {
  const table = state.tables.find((each) => each.routerKind === 'VRouter' && each.routes.length > 0);
  const [route] = table?.routes ?? [];
  if (!table || !route) throw new Error('the figure has no VPC route');
  route.status = status;
  return { vpc: table.router, table: table.id };
}

describe('the lane of a router', () => {
  it('is taken by one call at a time', () => {
    const flights = new SingleFlight();
    const leave = flights.enter('vbr-a');
    expect(leave).not.toBeNull();
    expect(flights.enter('vbr-a')).toBeNull();
    leave?.();
    expect(flights.enter('vbr-a')).not.toBeNull();
  });

  it('does not hinder another router', () => {
    const flights = new SingleFlight();
    flights.enter('vbr-a');
    expect(flights.enter('vbr-b')).not.toBeNull();
  });
});

describe('entries that have not settled', () => {
  it.each(['Pending', 'Modifying', 'Deleting'])('in %s keep their own table busy', (status) => {
    const state = world();
    const { vpc, table } = unsettle(state, status);
    expect(busyWith(state, vpc, table)).toBe('unstable-entry');
  });

  it('make a second table of the same router wait', () => {
    const state = world();
    const { vpc } = unsettle(state, 'Pending');
    expect(busyWith(state, vpc, 'vtb-second')).toBe('task-conflict');
  });

  it('do not touch another router, and settled ones nobody', () => {
    const state = world();
    const vbr = state.tables.find((each) => each.routerKind === 'VBR');
    const { vpc, table } = unsettle(state, 'Available');
    expect(busyWith(state, vpc, table)).toBeNull();
    unsettle(state, 'Pending');
    expect(busyWith(state, vbr?.router ?? '', vbr?.id ?? '')).toBeNull();
  });
});
