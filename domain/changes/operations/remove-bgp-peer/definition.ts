import type { Problem } from '@/domain/errors';
import type { BgpPeer } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { EstateView } from '@/domain/estate/view';
import type { Effect } from '../../effect';
import { applyEffect } from '../../apply-effect';
import { findGroup, findPeer, findVbr, isEstablished, peersOf } from '../../estate-lookup';
import type { DiffRow, OperationDefinition } from '../../operation';
import { checkPeersSettled } from '../../rules/bgp-quota';
import { checkLastPath } from '../../rules/last-path';
import { checkVbrReady } from '../../rules/router';
import { checkFreshness } from '../../rules/table';
import { RemoveBgpPeer } from './schema';

type Found = { vbr: Vbr; peer: BgpPeer };

function find({ estate }: EstateView, operation: RemoveBgpPeer): Found | null {
  const vbr = findVbr(estate, operation.vbr);
  const group = vbr && findGroup(vbr, operation.group);
  const peer = group && findPeer(group, operation.address);
  return vbr && peer ? { vbr, peer } : null;
}

function effectOf(operation: RemoveBgpPeer, peer: BgpPeer | undefined): Effect {
  const { vbr, group, address } = operation;
  return { kind: 'delete-bgp-peer', vbr, group, address, ...(peer?.bfd ? { bfd: peer.bfd } : {}) };
}

function validate(view: EstateView, operation: RemoveBgpPeer): readonly Problem[] {
  const vbr = findVbr(view.estate, operation.vbr);
  if (!vbr) return [{ path: ['vbr'], code: 'router-unknown', params: { router: operation.vbr } }];
  if (vbr.bgpGroups === undefined) return [{ path: ['vbr'], code: 'peers-unread', params: { vbr: vbr.key } }];
  const found = find(view, operation);
  const params = { address: operation.address, group: operation.group, vbr: vbr.key };
  return [
    ...checkVbrReady(view.estate, vbr).map((problem) => ({ ...problem, path: ['vbr'] })),
    ...checkFreshness(view, 'bgp-peer', vbr.key),
    ...checkPeersSettled(vbr),
    ...(found ? checkWithdrawal(view, found, operation) : [{ path: ['address'], code: 'peer-missing', params }]),
  ];
}

/** What goes with the peer: the VBR's learnt rows when it is the last one up, and maybe some of them otherwise. */
function checkWithdrawal(view: EstateView, { vbr, peer }: Found, operation: RemoveBgpPeer): readonly Problem[] {
  const learnt = learntRows(vbr);
  const others = peersOf(vbr).filter((each) => each !== peer && isEstablished(each));
  if (others.length > 0 || !isEstablished(peer)) return [];
  const after = findVbr(applyEffect(view, effectOf(operation, peer)).estate, vbr.key);
  const params = { address: operation.address, vbr: vbr.key, count: learnt.length };
  return [
    { path: ['address'], code: 'last-established-peer', params, severity: 'warning' },
    ...checkLastPath(
      view.estate,
      learnt.map((entry) => entry.prefix),
      after?.routeTable?.entries ?? [],
      vbr.routeTable?.key ?? vbr.key,
    ),
  ];
}

function learntRows(vbr: Vbr) {
  return (vbr.routeTable?.entries ?? []).filter((entry) => entry.type === 'bgp');
}

function diff(view: EstateView, operation: RemoveBgpPeer): readonly DiffRow[] {
  const { vbr, group, address } = operation;
  const found = find(view, operation);
  const after = found && findVbr(applyEffect(view, effectOf(operation, found.peer)).estate, vbr);
  const left = new Set((after?.routeTable?.entries ?? []).map((entry) => `${entry.type} ${entry.prefix}`));
  const gone = found ? learntRows(found.vbr).filter((entry) => !left.has(`bgp ${entry.prefix}`)) : [];
  return [
    { sign: '-', table: group, router: vbr, subject: address, target: '-' },
    ...gone.map((entry) => ({
      sign: '-' as const,
      table: found?.vbr.routeTable?.key ?? vbr,
      router: vbr,
      subject: entry.prefix,
      target: entry.nextHop?.key ?? '-',
      note: 'withdrawn' as const,
    })),
  ];
}

export const removeBgpPeer = {
  kind: 'remove-bgp-peer',
  schema: RemoveBgpPeer,
  validate,
  steps: (view, operation) => [{ effect: effectOf(operation, find(view, operation)?.peer), expectedSeconds: 10 }],
  diff,
  title: ({ vbr, group, address }) => ({ vbr, group, address }),
} satisfies OperationDefinition<'remove-bgp-peer', typeof RemoveBgpPeer>;
