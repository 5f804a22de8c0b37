import type { Problem } from '@/domain/errors';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { NextHop } from '@/domain/estate/routes';
import type { RouterRef } from '../effect';
import { findRouterInterface, findVbr } from '../estate-lookup';

/**
 * A VBR takes writes only while it is active and its circuits are enabled and paid for: `InvalidVBRStatus`,
 * `InvalidPhysicalConnectionBusinessStatus` (failure F26). With several circuits one healthy one is enough to write.
 */
export function checkVbrReady(estate: Estate, vbr: Vbr): readonly Problem[] {
  const problems: Problem[] = [];
  const path = ['router', 'key'];
  if (vbr.status === undefined)
    problems.push({ path, code: 'vbr-status-unknown', params: { vbr: vbr.key }, severity: 'warning' });
  else if (vbr.status !== 'active')
    problems.push({ path, code: 'vbr-not-active', params: { vbr: vbr.key, status: vbr.status } });
  const circuits = estate.physicalConnections.filter((circuit) => vbr.physicalConnections.includes(circuit.key));
  for (const circuit of circuits) {
    const { key, status = 'enabled', businessStatus = 'normal' } = circuit;
    const params = { circuit: key, status, businessStatus, vbr: vbr.key };
    if (status !== 'enabled' || businessStatus !== 'normal') problems.push({ path, code: 'circuit-not-ready', params });
  }
  return problems;
}

/**
 * Where a row may lead. On a VBR: its VLAN interface toward the data centre, or its own side of a router-interface pair.
 * On a VPC: a router interface of that VPC. Anything else is `InvalidNextHopId.NotFound` or `InvalidNextHopType`.
 */
export function checkNextHop(estate: Estate, router: RouterRef, nextHop: NextHop): readonly Problem[] {
  const path = ['nextHop'];
  const params = { nextHop: nextHop.key, router: router.key };
  if (nextHop.kind !== 'router-interface')
    return [{ path, code: 'next-hop-kind-unsupported', params: { ...params, kind: nextHop.kind } }];
  if (router.kind === 'vbr' && findVbr(estate, router.key)?.vlanInterface === nextHop.key) return [];
  const found = findRouterInterface(estate, nextHop.key);
  if (!found) return [{ path, code: 'next-hop-unknown', params }];
  if (found.router !== router.key)
    return [{ path, code: 'next-hop-of-other-router', params: { ...params, owner: found.router } }];
  if (found.status === undefined) return [{ path, code: 'next-hop-status-unknown', params, severity: 'warning' }];
  if (found.status !== 'active')
    return [{ path, code: 'next-hop-not-active', params: { ...params, status: found.status } }];
  return [];
}
