// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TimeAgo } from './time-ago';

const start = Date.UTC(2026, 2, 18, 6, 32, 8);

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(start);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('a time ago', () => {
  it('grows older by itself', () => {
    render(<TimeAgo at={start - 12_000} />);
    expect(screen.getByText('12 s ago')).toBeTruthy();
    act(() => vi.advanceTimersByTime(3000));
    expect(screen.getByText('15 s ago')).toBeTruthy();
  });

  it('stands still when the present is given, for a picture of the past', () => {
    render(<TimeAgo at={start - 12_000} now={start} />);
    act(() => vi.advanceTimersByTime(60_000));
    expect(screen.getByText('12 s ago')).toBeTruthy();
  });

  it('carries the exact moment for machines', () => {
    render(<TimeAgo at={new Date(start)} />);
    expect(screen.getByText('just now').getAttribute('datetime')).toBe('2026-03-18T06:32:08.000Z');
  });

  it('says what lies ahead', () => {
    render(<TimeAgo at={start + 120_000} />);
    expect(screen.getByText('in 2 min')).toBeTruthy();
  });

  it('stops its clock when nobody looks', () => {
    render(<TimeAgo at={start} />);
    cleanup();
    expect(vi.getTimerCount()).toBe(0);
  });
});
