import type { Problem } from '@/domain/errors';
import { DEFAULT_DOMAIN, type LedgerBlock, type RESERVABLE_ROLES } from '@/domain/ledger/block';
import { nextFree, obstacles, takenWithin } from '@/domain/ledger/next-free';
import { prefixRefusal } from '@/domain/ledger/rules';
import { parsePrefix, tryParsePrefix, type Prefix } from '@/domain/net/prefix';

export type ReservationDraft = {
  role: (typeof RESERVABLE_ROLES)[number];
  site: string;
  /** id of the block to look for room in; empty: the first that fits */
  within: string;
  length: string;
  prefix: string;
  note: string;
  until: string;
};

export const emptyDraft: ReservationDraft = {
  role: 'lan',
  site: '',
  within: '',
  length: '24',
  prefix: '',
  note: '',
  until: '',
};

/** Everything wrong with what is typed so far; the server has the last word, and the same rules. */
export function draftProblems(draft: ReservationDraft, blocks: readonly LedgerBlock[], now: number): Problem[] {
  return [
    ...prefixProblems(draft, blocks),
    ...(draft.note.trim() === '' ? [{ path: ['note'], code: 'needed' }] : []),
    ...(draft.until !== '' && !(Date.parse(draft.until) > now) ? [{ path: ['until'], code: 'in-the-past' }] : []),
  ];
}

function prefixProblems({ prefix, role, site }: ReservationDraft, blocks: readonly LedgerBlock[]): Problem[] {
  const path = ['prefix'];
  if (prefix.trim() === '') return [{ path, code: 'needed' }];
  const parsed = tryParsePrefix(prefix.trim());
  if (!parsed.ok) return [{ path, code: parsed.problem.code, params: parsed.problem.params }];
  const refused = prefixRefusal(parsed.value);
  const wanted = { routingDomain: DEFAULT_DOMAIN, role, prefix: parsed.value, ...(site === '' ? {} : { site }) };
  return [
    ...(refused ? [{ path, code: refused, params: { prefix: parsed.value } }] : []),
    ...obstacles(blocks, wanted)
      .filter((other) => other.role !== 'special')
      .map((other) => ({
        path,
        code: other.state === 'reserved' ? 'block-reserved' : 'block-taken',
        params: { prefix: parsed.value, other: other.prefix, owner: other.owner?.key ?? other.note ?? '' },
      })),
  ];
}

/** What a LAN or a site block is a part of; hosts and edge ranges are looked for in the private ranges themselves. */
const PARENT = { lan: 'host', 'site-block': 'edge-pods' } as const;
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

type Offer = { parents: readonly LedgerBlock[]; within: LedgerBlock | undefined; next: Prefix | null };

/** Where there may be room, and the lowest block of the wanted length that is free there. */
export function offerFor(draft: ReservationDraft, blocks: readonly LedgerBlock[]): Offer {
  const { role, site } = draft;
  const parents =
    role === 'lan' || role === 'site-block'
      ? blocks.filter((block) => block.role === PARENT[role] && (role !== 'lan' || site === '' || block.site === site))
      : PRIVATE.map((prefix): LedgerBlock => ({
          id: prefix,
          routingDomain: DEFAULT_DOMAIN,
          level: 0,
          prefix: parsePrefix(prefix),
          role,
          state: 'declared',
        }));
  const within = parents.find((block) => block.id === draft.within) ?? parents[0];
  if (!within || draft.length === '') return { parents, within, next: null };
  const taken = takenWithin(blocks, { routingDomain: within.routingDomain, role, within });
  return { parents, within, next: nextFree(within.prefix, taken, Number(draft.length)) };
}
