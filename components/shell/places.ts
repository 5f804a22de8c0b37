import {
  Boxes,
  Building2,
  GitPullRequestArrow,
  History,
  ListChecks,
  Network,
  Route,
  Router,
  Settings2,
  Share2,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';

export type PlaceId =
  | 'topology'
  | 'reachability'
  | 'findings'
  | 'network'
  | 'clusters'
  | 'sites'
  | 'ledger'
  | 'changes'
  | 'history'
  | 'audit'
  | 'settings';

/** A list within a place. */
export type SubPlace = {
  id:
    | 'vpcs'
    | 'vSwitches'
    | 'vbrs'
    | 'routeTables'
    | 'circuits'
    | 'bgp'
    | 'gateways'
    | 'pools'
    | 'nodes'
    | 'allClusters'
    | 'addOns'
    | 'daemonSets';
  href: string;
};

export type Place = {
  id: PlaceId;
  href: string;
  /** The path it stands for: every page below lights it up. */
  root: string;
  icon: LucideIcon;
  /** The letter after `g`. */
  key: string;
  /** A line above it in the rail. */
  apart?: boolean;
  /** The lists in it, shown while one is in it. */
  parts?: readonly SubPlace[];
};

/** The pages there are, in the order of the rail. Settings stands at its foot. */
export const places: readonly Place[] = [
  { id: 'topology', href: '/topology', root: '/topology', icon: Share2, key: 't' },
  { id: 'reachability', href: '/reachability', root: '/reachability', icon: Route, key: 'r' },
  { id: 'findings', href: '/findings', root: '/findings', icon: TriangleAlert, key: 'f' },
  {
    id: 'network',
    href: '/network/vbrs',
    root: '/network',
    icon: Router,
    key: 'n',
    parts: [
      { id: 'vpcs', href: '/network/vpcs' },
      { id: 'vSwitches', href: '/network/v-switches' },
      { id: 'vbrs', href: '/network/vbrs' },
      { id: 'routeTables', href: '/network/route-tables' },
      { id: 'circuits', href: '/network/circuits' },
      { id: 'bgp', href: '/network/bgp' },
      { id: 'gateways', href: '/network/gateways' },
    ],
  },
  {
    id: 'clusters',
    href: '/clusters',
    root: '/clusters',
    icon: Boxes,
    key: 'u',
    parts: [
      { id: 'allClusters', href: '/clusters' },
      { id: 'pools', href: '/clusters/pools' },
      { id: 'nodes', href: '/clusters/nodes' },
      { id: 'addOns', href: '/clusters/add-ons' },
      { id: 'daemonSets', href: '/clusters/daemon-sets' },
    ],
  },
  { id: 'sites', href: '/sites', root: '/sites', icon: Building2, key: 'i' },
  { id: 'ledger', href: '/ledger', root: '/ledger', icon: Network, key: 'l' },
  { id: 'changes', href: '/changes', root: '/changes', icon: GitPullRequestArrow, key: 'c', apart: true },
  { id: 'history', href: '/history', root: '/history', icon: History, key: 'h' },
  { id: 'audit', href: '/audit', root: '/audit', icon: ListChecks, key: 'a' },
  { id: 'settings', href: '/settings/sources', root: '/settings', icon: Settings2, key: 's' },
];

/** The place a path belongs to. */
export function placeOf(pathname: string): Place | undefined {
  return places.find(({ root }) => pathname === root || pathname.startsWith(`${root}/`));
}

/** The list a path belongs to: of several, the one that says most of it. */
export function partOf({ parts = [] }: Place, pathname: string): SubPlace | undefined {
  return parts
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .reduce<SubPlace | undefined>(
      (best, each) => (best && best.href.length > each.href.length ? best : each),
      undefined,
    );
}

export const newChangeHref = '/changes/new';
