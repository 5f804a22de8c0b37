import { groupBy } from '@/domain/routing/estate-index';
import type { Check, Finding } from '../finding';

/** Answers that a firewall drops because their requests went another way, at which it saw nothing of them (F18): one for each firewall. */
export const answersDropped: Check = ({ verdicts }) => {
  const dropped = verdicts.filter(({ back }) => back.reason?.code === 'firewall-saw-no-request');
  return [...groupBy(dropped, ({ back }) => String(back.reason?.params.gateway))].map(([gateway, each]): Finding => {
    const flows = each.map(({ flow }) => flow);
    return {
      code: 'F18',
      kind: 'answers-dropped',
      severity: 'error',
      owner: 'idc',
      subject: { kind: 'gateway', key: gateway },
      params: { gateway, count: flows.length, flow: flows[0] ?? '' },
      flows,
    };
  });
};
