import {
  Building2,
  GitPullRequestArrow,
  ListChecks,
  Network,
  Router,
  Settings2,
  Share2,
  type LucideIcon,
} from 'lucide-react';

export type PlaceId = 'topology' | 'network' | 'sites' | 'ledger' | 'changes' | 'audit' | 'settings';

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
};

/** The pages there are, in the order of the rail. Settings stands at its foot. */
export const places: readonly Place[] = [
  { id: 'topology', href: '/topology', root: '/topology', icon: Share2, key: 't' },
  { id: 'network', href: '/network/vbrs', root: '/network', icon: Router, key: 'n' },
  { id: 'sites', href: '/sites', root: '/sites', icon: Building2, key: 'i' },
  { id: 'ledger', href: '/ledger', root: '/ledger', icon: Network, key: 'l' },
  { id: 'changes', href: '/changes', root: '/changes', icon: GitPullRequestArrow, key: 'c', apart: true },
  { id: 'audit', href: '/audit', root: '/audit', icon: ListChecks, key: 'a' },
  { id: 'settings', href: '/settings/sources', root: '/settings', icon: Settings2, key: 's' },
];

/** The place a path belongs to. */
export function placeOf(pathname: string): Place | undefined {
  return places.find(({ root }) => pathname === root || pathname.startsWith(`${root}/`));
}

export const newChangeHref = '/changes/new';
