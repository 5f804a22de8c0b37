import type { Estate } from '@/domain/estate/estate';
import type { EstateIndex } from '../estate-index';
import { answersTheSame, around, haveTheirPlace, sharedOf, type Grounds, type Thing } from './grounds';
import { gatewaysOf } from '../sessions/link';
import { isSame } from '../gateway/surroundings';

/**
 * What differs between two views that share most of their parts: looked for once, by the parts that are not the same objects, so
 * that a verdict is only asked whether it rests on one of these few.
 */
export type Difference = {
  things: Readonly<Record<Thing['kind'], ReadonlySet<string>>>;
  /** routers that may have other rows */
  routers: ReadonlySet<string>;
  /** nodes, sites or vSwitches may be elsewhere */
  moved: boolean;
};

/** Null: what concerns everybody is another. */
export function differenceOf(before: EstateIndex, after: EstateIndex): Difference | null {
  if (!isSame(sharedOf(before), sharedOf(after))) return null;
  const [a, b] = [before.estate, after.estate];
  const reread = before.readings !== after.readings;
  const differ = (...lists: readonly (keyof Estate)[]) => reread || lists.some((list) => a[list] !== b[list]);
  const vbrs = othersIn(before.vbrs, after.vbrs);
  // While nothing else of these is another, only VBRs that are, and the gateways they lead to, can have anything else around them.
  const relinked = differ('gateways', 'physicalConnections', 'clusters', 'sites');
  const some = (kind: 'vbr' | 'gateway', keys: readonly string[]) => othersAmong(before, after, kind, new Set(keys));
  const joined = differ('routerInterfaces') || !isSame(keysOf(a.vbrs), keysOf(b.vbrs));
  const find = (kind: Thing['kind'], mayDiffer: boolean, ...maps: readonly ReadonlyMap<string, unknown>[]) =>
    mayDiffer ? othersOf(before, after, kind, maps) : NONE;
  return {
    things: {
      vpc: find('vpc', differ('vpcs', 'clusters'), before.vpcs, after.vpcs),
      vbr: relinked ? find('vbr', true, before.vbrs, after.vbrs) : some('vbr', vbrs),
      gateway: relinked
        ? find('gateway', true, before.gateways, after.gateways)
        : some('gateway', [...gatewaysBehind(before, vbrs), ...gatewaysBehind(after, vbrs)]),
      site: find('site', differ('sites', 'clusters', 'gateways'), before.sites, after.sites),
      'router-interface': find('router-interface', joined, before.routerInterfaces, after.routerInterfaces),
    },
    routers: new Set([...vbrs, ...othersIn(before.vpcs, after.vpcs)]),
    moved: differ('sites', 'clusters') || !isSame(vSwitchesOf(a), vSwitchesOf(b)),
  };
}

function vSwitchesOf({ vpcs }: Estate): readonly unknown[] {
  return vpcs.map(({ vSwitches }) => vSwitches);
}

const NONE: ReadonlySet<string> = new Set();

function keysOf(rows: readonly { key: string }[]): readonly string[] {
  return rows.map(({ key }) => key);
}

function othersOf(
  before: EstateIndex,
  after: EstateIndex,
  kind: Thing['kind'],
  maps: readonly ReadonlyMap<string, unknown>[],
): ReadonlySet<string> {
  return othersAmong(before, after, kind, new Set(maps.flatMap((map) => [...map.keys()])));
}

function othersAmong(
  before: EstateIndex,
  after: EstateIndex,
  kind: Thing['kind'],
  keys: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set([...keys].filter((key) => !isSame(around(before, { kind, key }), around(after, { kind, key }))));
}

function gatewaysBehind(index: EstateIndex, vbrs: readonly string[]): readonly string[] {
  return vbrs.flatMap((key) => {
    const vbr = index.vbrs.get(key);
    return vbr ? gatewaysOf(index, vbr).map((gateway) => gateway.key) : [];
  });
}

function othersIn(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
}

/** Whether anything that a verdict of the former view rests on is another in the latter. */
export function isTouched(after: EstateIndex, grounds: Grounds, { things, routers, moved }: Difference): boolean {
  return (
    grounds.things.some(([{ kind, key }]) => things[kind].has(key)) ||
    grounds.tables.some((each) => routers.has(each.device.key) && !answersTheSame(after, each)) ||
    (moved && !haveTheirPlace(after, grounds))
  );
}
