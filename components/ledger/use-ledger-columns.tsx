import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { DataColumn } from '@/components/ui/data-table';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Tag } from '@/components/ui/tag';
import type { LedgerLine } from '@/domain/ledger/ready-ledger';

const TONE = { declared: 'neutral', reserved: 'accent', observed: 'neutral' } as const;
/** One step of the tree, in px. */
const STEP = 14;

type Steps = { onTurn: (id: string) => void; onOpen: (id: string) => void };

/** The columns of the ledger; the first one is the tree. */
export function useLedgerColumns({ onTurn, onOpen }: Steps): DataColumn<LedgerLine>[] {
  const t = useTranslations('ledger');
  return [
    {
      id: 'prefix',
      header: t('prefix'),
      value: ({ block }) => block.prefix,
      cell: (line) => <PrefixCell line={line} onTurn={onTurn} onOpen={onOpen} />,
      width: 230,
      hideable: false,
    },
    { id: 'role', header: t('role'), value: ({ block }) => t(`roles.${block.role}`), width: 130 },
    {
      id: 'state',
      header: t('state'),
      value: ({ block }) => t(`states.${block.state}`),
      cell: ({ block }) => <Tag tone={TONE[block.state]}>{t(`states.${block.state}`)}</Tag>,
      width: 90,
    },
    {
      id: 'owner',
      header: t('owner'),
      value: ({ block }) => block.owner?.key ?? block.note,
      cell: ({ block }) => (block.owner ? <span className="mono">{block.owner.key}</span> : block.note),
    },
    { id: 'site', header: t('site'), value: ({ block }) => block.site, mono: true, width: 120 },
    {
      id: 'used',
      header: t('used'),
      value: ({ used }) => (used === null ? null : Math.round(used * 1000) / 10),
      cell: ({ block, used }) =>
        used === null ? null : (
          <span className="inline-flex items-center gap-2">
            <ProgressBar value={used} max={1} label={`${t('used')} ${block.prefix}`} className="w-14" />
            <span className="num">{used > 0 && used < 0.01 ? '< 1' : Math.round(used * 100)} %</span>
          </span>
        ),
      width: 130,
    },
  ];
}

function PrefixCell({ line, onTurn, onOpen }: Steps & { line: LedgerLine }) {
  const t = useTranslations('ledger');
  const { block, depth, parts, open } = line;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <span className="mono flex items-center gap-1" style={{ paddingLeft: depth * STEP }}>
      {open === null ? (
        <span className="w-4" />
      ) : (
        <button
          type="button"
          aria-expanded={open}
          aria-label={t('partsOf', { prefix: block.prefix, count: parts })}
          title={t('partsOf', { prefix: block.prefix, count: parts })}
          className="rounded-1 text-ink-3 hover:text-ink"
          onClick={() => onTurn(block.id)}
        >
          <Chevron aria-hidden className="size-4 stroke-[1.5]" />
        </button>
      )}
      <button type="button" className="hover:text-accent hover:underline" onClick={() => onOpen(block.id)}>
        {block.prefix}
      </button>
    </span>
  );
}
