import { evidenceOf } from '@/domain/routing/estate-index';
import { vbrReadiness } from '@/domain/routing/sessions/link';
import { stoppedAt, withFlows, type Check, type Fault } from '../finding';
import { settingsOfVbrs, whileSame } from '../standing';

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
