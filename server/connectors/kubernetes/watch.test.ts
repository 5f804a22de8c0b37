import { afterEach, expect, test, vi } from 'vitest';
import { createKubernetesConnector } from '.';
import {
  type Answer,
  type Asked,
  emptyAnswer,
  type FakeCluster,
  type Reply,
  startCluster,
  status,
  testClock,
} from './testing/source';

let running: FakeCluster | undefined;
afterEach(() => running?.stop());

const isWatch = ({ query }: Asked) => query.has('watch');
const isNodes = ({ path }: Asked) => path.endsWith('/nodes');
const open: Reply = (response) => void response.writeHead(200).flushHeaders();
const events =
  (...lines: object[]): Reply =>
  (response) => {
    response.writeHead(200);
    response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  };
const node = (name: string, resourceVersion = '8', more: object = {}) => ({
  metadata: { name, resourceVersion },
  ...more,
});
const expired = { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired', message: 'CANARY' } };

/** Follows a cluster whose watches of nodes are answered one after another; all else is quiet. */
async function following(
  answers: readonly Reply[],
  { silenceMs, lists }: { silenceMs?: number; lists?: Reply[] } = {},
) {
  let watches = 0;
  let listed = 0;
  const answer: Answer = (asked) => {
    if (isNodes(asked) && isWatch(asked)) return answers[watches++] ?? open;
    if (isNodes(asked) && lists) return lists[Math.min(listed++, lists.length - 1)] ?? open;
    return isWatch(asked) ? open : emptyAnswer(asked);
  };
  running = await startCluster(answer);
  const { asked, source } = running;
  const clock = testClock();
  const end = new AbortController();
  const moved = vi.fn();
  const connector = createKubernetesConnector(source, { clock, silenceMs, readAttempts: 1, readDeadlineMs: 1_000 });
  const done = connector.watch?.(moved, end.signal) ?? Promise.resolve();
  done.catch(() => undefined);
  const of = (what: (each: Asked) => boolean) => asked.filter((each) => isNodes(each) && what(each));
  const turns = (count: number) =>
    vi.waitFor(() => expect(of(isWatch).length).toBeGreaterThanOrEqual(count), { timeout: 5_000 });
  return {
    done,
    moved,
    clock,
    turns,
    stop: async () => (end.abort(), done),
    watches: () => of(isWatch),
    lists: () => of((each) => !isWatch(each)),
  };
}

test('an answer that ends is followed by another from where it ended', async () => {
  const bookmark = { type: 'BOOKMARK', object: node('', '41') };
  const { turns, watches, lists, stop } = await following([
    events({ type: 'ADDED', object: node('a', '40') }, bookmark),
  ]);
  await turns(2);
  expect(watches()[1]?.query.get('resourceVersion')).toBe('41');
  expect(watches()[0]?.query.get('allowWatchBookmarks')).toBe('true');
  expect(lists()).toHaveLength(1);
  await stop();
});

test('a version that is forgotten begins with a new list', async () => {
  const { turns, lists, stop } = await following([events(expired)]);
  await turns(2);
  expect(lists()).toHaveLength(2);
  await stop();
});

test('a version from the future is silence, and silence is not waited out for ever', async () => {
  const { turns, lists, stop } = await following([open], { silenceMs: 50 });
  await turns(2);
  expect(lists()).toHaveLength(2);
  await stop();
});

test('an event that is half there breaks the stream, not the product', async () => {
  const broken: Reply = (response) => void response.writeHead(200).end('{"type":"ADDED","object":{"CANARY\n');
  const { turns, lists, stop } = await following([broken, broken]);
  await turns(3);
  expect(lists().length).toBeGreaterThanOrEqual(3);
  await stop();
});

test('what changed while nobody listened shows in the next list', async () => {
  const body = (name: string): Reply => ({
    body: JSON.stringify({ metadata: { resourceVersion: '7' }, items: [node(name)] }),
  });
  const { turns, moved, stop } = await following([events(expired), open], { lists: [body('a'), body('b')] });
  await turns(2);
  // Six streams say that they are there; the nodes say it twice.
  await vi.waitFor(() => expect(moved).toHaveBeenCalledTimes(7));
  await stop();
});

test('a heartbeat is nothing, a state is something', async () => {
  const beat = (time: string) => ({
    type: 'MODIFIED',
    object: node('a', '9', { status: { conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: time }] } }),
  });
  const gone = {
    type: 'MODIFIED',
    object: node('a', '10', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }),
  };
  const { turns, moved, stop } = await following([
    events(beat('1'), beat('2'), beat('3'), gone, { type: 'DELETED', object: node('a') }),
  ]);
  await turns(2);
  await vi.waitFor(() => expect(moved).toHaveBeenCalledTimes(6 + 3));
  await stop();
});

test('a cluster that fails again and again is given up, after waiting longer and longer with chance in it', async () => {
  const { done, clock } = await following(Array.from({ length: 20 }, () => status(504, 'Timeout')));
  await expect(done).rejects.toMatchObject({ kind: 'unavailable', details: { code: 'Timeout' } });
  expect(clock.slept.slice(0, 5)).toEqual([125, 250, 500, 1000, 2000]);
});

test('a cluster that asks for time is given it', async () => {
  const busy = status(429, 'TooManyRequests', { details: { retryAfterSeconds: 7 } });
  const { turns, clock, stop } = await following([busy]);
  await turns(2);
  expect(clock.slept[0]).toBe(7_000 + 125);
  await stop();
});

test('a denial ends it at once; in a place that need not be there it ends that stream alone', async () => {
  const denied = await following([status(403, 'Forbidden')]);
  await expect(denied.done).rejects.toMatchObject({ kind: 'denied' });
  await running?.stop();
  running = await startCluster((asked) =>
    isWatch(asked) ? open : asked.path.includes('kube-flannel') ? status(403, 'Forbidden') : emptyAnswer(asked),
  );
  const end = new AbortController();
  const moved = vi.fn();
  const done = createKubernetesConnector(running.source).watch?.(moved, end.signal);
  await vi.waitFor(() => expect(moved).toHaveBeenCalledTimes(4));
  end.abort();
  await expect(done).resolves.toBeUndefined();
});
