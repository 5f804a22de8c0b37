import { ConnectorError, type Observation } from '@/server/connectors/types';

/** A connector that is told to stop hands over what it has; one that does not is left alone after so long. */
const GRACE_MS = 1_000;

/**
 * Reads for so long and no longer: what has come by then is kept, the parts that have not have failed.
 * @throws ConnectorError `unavailable` when nothing came in that time, or what `read` fails with
 */
export async function withinDeadline(
  seconds: number,
  signal: AbortSignal | undefined,
  read: (signal: AbortSignal) => Promise<Observation>,
): Promise<Observation> {
  const late = new ConnectorError('unavailable', `not read to its end within ${seconds} s`, {
    code: 'DeadlineExceeded',
  });
  const deadline = new AbortController();
  let timers: NodeJS.Timeout[] = [];
  const gone = new Promise<never>((_, reject) => {
    timers = [
      setTimeout(() => deadline.abort(), seconds * 1_000),
      setTimeout(() => reject(late), seconds * 1_000 + GRACE_MS),
    ];
  });
  try {
    const observation = await Promise.race([
      read(AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])])),
      gone,
    ]);
    return deadline.signal.aborted ? { ...observation, failures: observation.failures.map(toldAs(late)) } : observation;
  } catch (thrown) {
    throw deadline.signal.aborted && !signal?.aborted ? late : thrown;
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}

/** That it was told to stop is not what a part suffered from. */
function toldAs(late: ConnectorError) {
  return (failure: Observation['failures'][number]) =>
    failure.error.kind === 'unavailable' ? { ...failure, error: late } : failure;
}
