import { evidenceOf } from '@/domain/routing/estate-index';
import { circuitReadiness, interfaceReadiness, vbrReadiness } from '@/domain/routing/link';
import { stoppedAt, withFlows, type Check, type Fault } from './finding';
import { settingsOfVbrs, whileSame } from './standing';

/** A VBR that is not active neither forwards nor takes changes (F26). */
export const vbrNotReady: Check = ({ index, verdicts }) =>
  deadVbrs({ index }).map((fault) => withFlows(fault, verdicts));

const deadVbrs = whileSame(settingsOfVbrs, ({ index }) => {
  if (evidenceOf(index, 'vbr').kind === 'stale') return [];
  return [...index.vbrs.values()].flatMap((vbr): readonly Fault[] => {
    if (vbrReadiness(vbr) !== 'not-ready') return [];
    const subject = { kind: 'vbr', key: vbr.key } as const;
    const params = { vbr: vbr.key, status: vbr.status ?? '' };
    const stops = stoppedAt(subject);
    return [{ code: 'F26', kind: 'vbr-not-ready', severity: 'error', owner: 'cloud', subject, params, stops }];
  });
});

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

/** One side of a VPC-VBR pair that is not active carries nothing. */
export const routerInterfaceNotReady: Check = ({ index, verdicts }) =>
  deadInterfaces({ index }).map((fault) => withFlows(fault, verdicts));

const deadInterfaces = whileSame(
  ({ readings, estate }) => [readings, estate.routerInterfaces],
  ({ index }) => {
    if (evidenceOf(index, 'router-interface').kind === 'stale') return [];
    return [...index.routerInterfaces.values()].flatMap(({ key, status, opposite }): readonly Fault[] => {
      if (interfaceReadiness(status) !== 'not-ready') return [];
      const subject = { kind: 'router-interface', key } as const;
      const params = { routerInterface: key, status: status ?? '' };
      const sides = [key, opposite ?? key].map((side) => stoppedAt({ kind: 'router-interface', key: side }));
      return [
        {
          code: 'C03',
          kind: 'router-interface-not-ready',
          severity: 'error',
          owner: 'cloud',
          subject,
          params,
          stops: (verdict) => sides.some((stops) => stops(verdict)),
        },
      ];
    });
  },
);
