import type { EstateEdit } from '@/domain/changes/edits/edit';
import type { Estate } from '@/domain/estate/estate';
import { parsePrefix } from '@/domain/net/prefix';
import type { Dice } from './oracle/dice';

/** Every kind of edit that an estate takes, of one thing in it each. Fewer where it has no sessions, nodes or permits. */
export function someEdits(dice: Dice, estate: Estate): readonly EstateEdit[] {
  return [...sessionEdits(dice, estate), ...nodeEdits(dice, estate), ...permitEdits(dice, estate)];
}

function sessionEdits(dice: Dice, { vbrs }: Estate): readonly EstateEdit[] {
  const sessions = vbrs.flatMap((vbr) =>
    (vbr.bgpGroups ?? []).flatMap((group) =>
      (group.peers ?? []).flatMap(({ address }) => (address ? [{ vbr: vbr.key, group: group.key, address }] : [])),
    ),
  );
  if (sessions.length === 0) return [];
  const states = [undefined, 'established', 'idle', 'established', 'active'] as const;
  const sessionState = dice.of(states);
  return [{ kind: 'set-bgp-session', ...dice.of(sessions), ...(sessionState ? { sessionState } : {}) }];
}

function nodeEdits(dice: Dice, { clusters }: Estate): readonly EstateEdit[] {
  const all = clusters.flatMap(({ key, nodes = [] }) => nodes.map((node) => ({ cluster: key, node })));
  const within = clusters.filter(({ nodes }) => nodes !== undefined);
  const pool = within.flatMap(({ nodePools = [] }) => nodePools)[0]?.key;
  const added = within.slice(0, 1).map(({ key: cluster }): EstateEdit => {
    const node = { name: 'added', podCidr: parsePrefix('10.0.77.0/24'), ready: true, ...(pool ? { pool } : {}) };
    return { kind: 'add-node', cluster, node };
  });
  if (all.length === 0) return added;
  const { cluster, node } = dice.of(all);
  const moved = { ...node, podCidr: parsePrefix('10.0.78.0/24'), ready: !node.ready };
  return [...added, { kind: 'change-node', cluster, node: moved }, { kind: 'remove-node', cluster, name: node.name }];
}

function permitEdits(dice: Dice, { gateways, vpcs }: Estate): readonly EstateEdit[] {
  const groups = vpcs.flatMap(({ securityGroups = [] }) => securityGroups);
  const holders = [
    ...gateways.map(({ key, permits }) => ({ of: { kind: 'gateway', key } as const, permits })),
    ...groups.map(({ key, permits }) => ({ of: { kind: 'security-group', key } as const, permits })),
  ].filter(({ permits }) => permits !== undefined);
  if (holders.length === 0) return [];
  const { of, permits = [] } = dice.of(holders);
  const added = { from: parsePrefix('10.0.0.0/16'), to: parsePrefix('192.168.0.0/16') };
  const [permit] = permits;
  return [
    { kind: 'add-permit', of, permit: added },
    ...(permit
      ? [{ kind: 'remove-permit', of, permit } as const, { kind: 'change-permit', of, permit, to: added } as const]
      : []),
  ];
}
