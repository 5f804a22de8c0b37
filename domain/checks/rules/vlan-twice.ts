import { groupBy } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import { onVbr, vbrsRead } from '../on-vbr';
import type { StandingCheck } from '../standing';

/** A VBR that is gone keeps its VLAN for seven days. */
const ENDED = ['terminating', 'terminated', 'deleting'];

/** One VLAN of one circuit belongs to one VBR (V11); one that has ended still holds it (F28). */
export const vlanTwice: StandingCheck = ({ index }) => {
  const uses = vbrsRead(index).flatMap((vbr) =>
    vbr.vlanId === undefined ? [] : vbr.physicalConnections.map((circuit) => ({ vbr, circuit, vlan: vbr.vlanId ?? 0 })),
  );
  return [...groupBy(uses, ({ circuit, vlan }) => `${vlan} ${circuit}`).values()].flatMap(
    (each): readonly Finding[] => {
      const inOrder = [...each].sort((a, b) => (a.vbr.key < b.vbr.key ? -1 : 1));
      const [first, ...others] = inOrder.filter(({ vbr }) => !ENDED.includes(vbr.status ?? ''));
      if (!first) return [];
      const { circuit, vlan } = first;
      const held = inOrder.find(({ vbr }) => ENDED.includes(vbr.status ?? ''));
      const heldBy = { vlan, circuit, other: held?.vbr.key ?? '' };
      return [
        ...others.map(({ vbr }) =>
          onVbr(vbr, {
            code: 'V11',
            kind: 'vlan-twice',
            severity: 'error',
            params: { vlan, circuit, other: first.vbr.key },
          }),
        ),
        ...(held ? [onVbr(first.vbr, { code: 'F28', kind: 'vlan-held', severity: 'warning', params: heldBy })] : []),
      ];
    },
  );
};
