import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from './live-stream';

/** Procedures whose answers a topic makes old: paths from the root of the API. */
const TOUCHED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  change: [['changes'], ['frame'], ['audit', 'ofChange']],
  changes: [['changes'], ['frame']],
  source: [['sources'], ['frame'], ['estate', 'silence']],
  finding: [['findings'], ['frame']],
  estate: [
    ['estate'],
    ['findings'],
    ['reachability'],
    ['inventory'],
    ['ledger'],
    ['frame'],
    ['changes', 'preview'],
    ['changes', 'choices'],
    ['changes', 'rows'],
    ['changes', 'reach'],
  ],
  audit: [['audit']],
  // Rights decide what may be done to a change, and where.
  person: [['people'], ['frame'], ['changes']],
  setting: [['settings'], ['frame'], ['changes']],
};

/** Marks as old what an event may have changed; what is on screen is fetched again, the rest when it is looked at. */
export function invalidateFor(event: LiveEvent, queryClient: QueryClient): void {
  if (event.kind === 'connected') return;
  if (event.kind === 'resync') {
    void queryClient.invalidateQueries();
    return;
  }
  const paths = new Map(
    Object.keys(event.topics)
      .flatMap((topic) => TOUCHED[topic] ?? [])
      .map((path) => [path.join('.'), path]),
  );
  for (const path of paths.values()) {
    // Walking the whole chain again at every new row would be no help to anybody.
    const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => !isChainCheck(queryKey);
    void queryClient.invalidateQueries({ queryKey: [path], predicate });
  }
}

function isChainCheck(queryKey: readonly unknown[]): boolean {
  const [path] = queryKey;
  return Array.isArray(path) && path[0] === 'audit' && path[1] === 'verify';
}
