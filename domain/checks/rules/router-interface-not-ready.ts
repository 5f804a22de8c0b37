import { evidenceOf } from '@/domain/routing/estate-index';
import { interfaceReadiness } from '@/domain/routing/sessions/link';
import { stoppedAt, withFlows, type Check, type Fault } from '../finding';
import { whileSame } from '../standing';

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
