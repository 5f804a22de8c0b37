import { evidenceOf } from '@/domain/routing/estate-index';
import { circuitReadiness, interfaceReadiness, vbrReadiness } from '@/domain/routing/link';
import { flowsStoppedAt, type Check, type Finding } from './finding';

/** A VBR that is not active neither forwards nor takes changes (F26). */
export const vbrNotReady: Check = (context) => {
  if (evidenceOf(context.index, 'vbr').kind === 'stale') return [];
  return [...context.index.vbrs.values()].flatMap((vbr): readonly Finding[] => {
    if (vbrReadiness(vbr) !== 'not-ready') return [];
    const subject = { kind: 'vbr', key: vbr.key } as const;
    const params = { vbr: vbr.key, status: vbr.status ?? '' };
    return [
      {
        code: 'F26',
        kind: 'vbr-not-ready',
        severity: 'error',
        owner: 'cloud',
        subject,
        params,
        flows: flowsStoppedAt(context, subject),
      },
    ];
  });
};

/** A circuit that is not enabled, or whose bill is not paid (F26). */
export const circuitNotReady: Check = (context) => {
  if (evidenceOf(context.index, 'physical-connection').kind === 'stale') return [];
  return [...context.index.circuits.values()].flatMap((circuit): readonly Finding[] => {
    if (circuitReadiness(circuit) !== 'not-ready') return [];
    const subject = { kind: 'physical-connection', key: circuit.key } as const;
    const params = { circuit: circuit.key, status: circuit.status ?? '', businessStatus: circuit.businessStatus ?? '' };
    return [
      {
        code: 'F26',
        kind: 'circuit-not-ready',
        severity: 'error',
        owner: 'cloud',
        subject,
        params,
        flows: flowsStoppedAt(context, subject),
      },
    ];
  });
};

/** One side of a VPC-VBR pair that is not active carries nothing. */
export const routerInterfaceNotReady: Check = (context) => {
  if (evidenceOf(context.index, 'router-interface').kind === 'stale') return [];
  return [...context.index.routerInterfaces.values()].flatMap((each): readonly Finding[] => {
    if (interfaceReadiness(each.status) !== 'not-ready') return [];
    const subject = { kind: 'router-interface', key: each.key } as const;
    const flows = [
      ...new Set(
        [each.key, each.opposite ?? each.key].flatMap((key) =>
          flowsStoppedAt(context, { kind: 'router-interface', key }),
        ),
      ),
    ];
    const params = { routerInterface: each.key, status: each.status ?? '' };
    return [
      { code: 'C03', kind: 'router-interface-not-ready', severity: 'error', owner: 'cloud', subject, params, flows },
    ];
  });
};
