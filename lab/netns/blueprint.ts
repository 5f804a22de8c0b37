import type { Estate } from '@/domain/estate/estate';
import { drawRouterInterfaces, drawTransitRouters, drawVbr, drawVpc } from './draw-cloud';
import { drawGateway, drawLines, drawSite } from './draw-edge';
import { type Blueprint, Drawing } from './drawing';

/**
 * An estate as machines and cables of the Linux kernel, written from what the estate says and what the vendors document, and from
 * nothing of the engine's. Routes that gateways learn are left to the speakers.
 */
export function blueprintOf(estate: Estate): Blueprint {
  const drawing = new Drawing();
  const pairs = drawRouterInterfaces(drawing, estate);
  const hubs = drawTransitRouters(drawing, estate);
  const waysOf = (router: string) => new Map([...pairs, ...(hubs.get(router) ?? [])]);
  for (const vpc of estate.vpcs) drawVpc(drawing, estate, vpc, waysOf(vpc.key));
  for (const vbr of estate.vbrs) drawVbr(drawing, estate, vbr, waysOf(vbr.key), drawLines(drawing, estate, vbr));
  for (const site of estate.sites) drawSite(drawing, estate, site);
  for (const gateway of estate.gateways) drawGateway(drawing, gateway);
  return drawing.done();
}
