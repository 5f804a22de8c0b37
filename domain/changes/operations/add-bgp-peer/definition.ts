import type { Problem } from '@/domain/errors';
import type { BgpGroup } from '@/domain/estate/bgp';
import { groupFamily } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { EstateView } from '@/domain/estate/view';
import { findGroup, findVbr, peersOf } from '../../estate-lookup';
import type { OperationDefinition } from '../../operation';
import { checkGatewaySide, checkGroup } from '../../rules/bgp-group';
import {
  checkBfd,
  checkLink,
  checkPeerAddress,
  checkPeerFamily,
  gatewayWith,
  localAddressOf,
} from '../../rules/bgp-link';
import { checkPeerQuota, checkPeersSettled } from '../../rules/bgp-quota';
import { checkVbrReady } from '../../rules/router';
import { checkFreshness } from '../../rules/table';
import { AddBgpPeer } from './schema';

function validate(view: EstateView, operation: AddBgpPeer): readonly Problem[] {
  const vbr = findVbr(view.estate, operation.vbr);
  if (!vbr) return [{ path: ['vbr'], code: 'router-unknown', params: { router: operation.vbr } }];
  if (vbr.bgpGroups === undefined) return [{ path: ['vbr'], code: 'peers-unread', params: { vbr: vbr.key } }];
  const group = findGroup(vbr, operation.group);
  return [
    ...checkVbrReady(view.estate, vbr).map((problem) => ({ ...problem, path: ['vbr'] })),
    ...checkFreshness(view, 'bgp-peer', vbr.key),
    ...checkLink(vbr, group ? groupFamily(group) : 4),
    ...checkPeersSettled(vbr),
    ...checkPeerAddress(vbr, operation.address),
    ...checkBfd(vbr, operation.bfd.enabled),
    ...(group
      ? checkInGroup(view, vbr, group, operation)
      : [{ path: ['group'], code: 'group-unknown', params: { group: operation.group, vbr: vbr.key } }]),
  ];
}

function checkInGroup(view: EstateView, vbr: Vbr, group: BgpGroup, { address, bfd }: AddBgpPeer): readonly Problem[] {
  const taken = peersOf(vbr).some((peer) => peer.address === address);
  const gateway = gatewayWith(view.estate, address);
  return [
    ...(taken ? [{ path: ['address'], code: 'peer-exists', params: { address, vbr: vbr.key } }] : []),
    ...checkGroup(group),
    ...checkPeerFamily(address, group.ipVersion),
    ...checkPeerQuota(vbr, group),
    ...checkGatewaySide(
      group,
      { key: vbr.key, localAddress: localAddressOf(vbr, groupFamily(group)) },
      gateway,
      bfd.enabled,
    ),
  ];
}

export const addBgpPeer = {
  kind: 'add-bgp-peer',
  schema: AddBgpPeer,
  validate,
  steps: (_view, { vbr, group, address, bfd }) => [
    { effect: { kind: 'create-bgp-peer', vbr, group, address, bfd }, expectedSeconds: 10 },
  ],
  diff: (_view, { vbr, group, address, bfd }) => [
    { sign: '+', table: group, router: vbr, subject: address, target: bfd.enabled ? `BFD, ${bfd.hops ?? 255}` : '-' },
  ],
  title: ({ vbr, group, address }) => ({ vbr, group, address }),
} satisfies OperationDefinition<'add-bgp-peer', typeof AddBgpPeer>;
