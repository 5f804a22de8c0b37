import type { Title } from '@/domain/estate/primitives';
import { oncePer } from '@/domain/memo';
import { tryParseAddress } from '@/domain/net/address';
import { tryParsePrefix } from '@/domain/net/prefix';
import { siteOfPool, type EstateIndex } from '@/domain/routing/estate-index';

/** What an end of a path can be called by. `pods` is the pod subnet of a node, `typed` an address or a range as typed. */
export const END_KINDS = ['site', 'pool', 'lan', 'node', 'pods', 'v-switch', 'typed'] as const;
export type EndKind = (typeof END_KINDS)[number];

/** One end that somebody may mean; `text` is what to ask with, `note` where it is. */
export type ProposedEnd = { kind: EndKind; text: string; label: string; title?: Title; note?: string };

type Candidate = ProposedEnd & { names: string };

/**
 * Ends that what has been typed so far may mean: names that begin with it before names that hold it, sites and pools before
 * what stands in them. An address or a range may always be meant as it is.
 */
export function proposeEnds(index: EstateIndex, typed: string, limit: number): ProposedEnd[] {
  const text = typed.trim().toLowerCase();
  const all = candidatesOf(index);
  const begins: Candidate[] = [];
  const holds: Candidate[] = [];
  for (const each of all) {
    if (begins.length >= limit) break;
    const at = each.names.indexOf(text);
    if (at < 0) continue;
    if (at === 0 || each.names[at - 1] === '\n') begins.push(each);
    else if (holds.length < limit) holds.push(each);
  }
  const found = [...begins, ...holds].map(({ names: _, ...each }) => each);
  return [...asTyped(typed.trim()), ...found].slice(0, limit);
}

function asTyped(text: string): ProposedEnd[] {
  return tryParseAddress(text).ok || tryParsePrefix(text).ok ? [{ kind: 'typed', text, label: text }] : [];
}

const candidatesOf = oncePer((index: EstateIndex): readonly Candidate[] => {
  const { sites, clusters, vpcs } = index.estate;
  return [
    ...sites.map((each) => named({ kind: 'site', text: each.key, label: each.key, ...titled(each) })),
    ...[...index.pools.values()].map(({ pool, cluster }) =>
      named({
        kind: 'pool',
        text: pool.key,
        label: pool.name ?? pool.key,
        note: siteOfPool(index, pool) ?? cluster.key,
        ...titled(pool),
      }),
    ),
    ...[...index.lans.values()].map(({ lan, site }) =>
      named({ kind: 'lan', text: lan.prefix, label: lan.key, note: site.key, ...titled(lan) }),
    ),
    ...vpcs.flatMap((vpc) =>
      (vpc.vSwitches ?? []).map((each) =>
        named({ kind: 'v-switch', text: each.prefix, label: each.name ?? each.key, note: vpc.key }, each.key),
      ),
    ),
    ...clusters.flatMap((cluster) =>
      (cluster.nodes ?? []).flatMap((node) => {
        const at = { label: node.name, note: node.pool ?? cluster.key };
        return [
          ...(node.address ? [named({ kind: 'node', text: node.address, ...at })] : []),
          ...(node.podCidr ? [named({ kind: 'pods', text: node.podCidr, ...at })] : []),
        ];
      }),
    ),
  ];
});

function titled({ title }: { title?: Title | undefined }): { title?: Title } {
  return title ? { title } : {};
}

function named(end: ProposedEnd, ...others: string[]): Candidate {
  const { text, label, title } = end;
  const names = [label, text, title?.en, title?.zh, ...others].filter((each) => each !== undefined);
  return { ...end, names: names.join('\n').toLowerCase() };
}
