import { evidenceOf } from '@/domain/routing/estate-index';
import { circuitReadiness } from '@/domain/routing/sessions/link';
import { stoppedAt, withFlows, type Check, type Fault } from '../finding';
import { whileSame } from '../standing';

/** A circuit that is not enabled, or whose bill is not paid (F26). */
export const circuitNotReady: Check = ({ index, verdicts }) =>
  deadCircuits({ index }).map((fault) => withFlows(fault, verdicts));

const deadCircuits = whileSame(
  ({ readings, estate }) => [readings, estate.physicalConnections],
  ({ index }) => {
    if (evidenceOf(index, 'physical-connection').kind === 'stale') return [];
    return [...index.circuits.values()].flatMap((circuit): readonly Fault[] => {
      if (circuitReadiness(circuit) !== 'not-ready') return [];
      const { key, status = '', businessStatus = '' } = circuit;
      const subject = { kind: 'physical-connection', key } as const;
      const params = { circuit: key, status, businessStatus };
      const stops = stoppedAt(subject);
      return [{ code: 'F26', kind: 'circuit-not-ready', severity: 'error', owner: 'cloud', subject, params, stops }];
    });
  },
);
