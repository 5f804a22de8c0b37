'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { ApiOutputs } from '@/components/api/client';
import { useObjectNames } from '@/components/audit/object-names';
import { Mono } from '@/components/ui/mono';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { TimeAgo } from '@/components/ui/time-ago';
import { placeOfDifference } from './difference-place';
import { nameOfDifference } from './name-of-difference';
import { useKindWord } from './use-kind-word';

type Difference = ApiOutputs['estate']['differences']['rows'][number];
const TONES = { added: 'add', removed: 'del', changed: 'mod', passing: 'neutral' } as const;

/** One row for every object that is not as it was, the latest first. */
export function DifferenceTable({ rows, from }: { rows: readonly Difference[]; from: Date }) {
  const t = useTranslations('lists.differences');
  const kindWord = useKindWord();
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeader>{t('when')}</TableHeader>
          <TableHeader>{t('way')}</TableHeader>
          <TableHeader>{t('object')}</TableHeader>
          <TableHeader>{t('fields')}</TableHeader>
          <TableHeader end>{t('by')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={`${row.source ?? ''} ${row.kind} ${row.key}`}>
            <TableCell>
              <TimeAgo at={new Date(row.at)} />
            </TableCell>
            <TableCell>
              <Tag tone={TONES[row.difference]}>{t(`ways.${row.difference}`)}</Tag>
            </TableCell>
            <TableCell>
              <span className="block text-11 text-ink-3">{kindWord(row.kind)}</span>
              <Named row={row} from={from} />
              <Where row={row} />
            </TableCell>
            <TableCell className="max-w-100 mono break-all whitespace-normal">
              {row.difference === 'changed' && row.fields.length === 0 ? t('back') : row.fields.join(', ')}
            </TableCell>
            <TableCell end>
              <By row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Named({ row, from }: { row: Difference; from: Date }) {
  const href = placeOfDifference(row.kind, row.key, row.difference === 'removed' ? from.toISOString() : undefined);
  const name = <Mono>{nameOfDifference(row.kind, row.key).name}</Mono>;
  if (!href) return name;
  return (
    <Link href={href} prefetch={false} className="font-medium hover:text-accent hover:underline">
      {name}
    </Link>
  );
}

/** What the object is a part of, and which of several it is. */
function Where({ row }: { row: Difference }) {
  const t = useTranslations('lists.differences');
  const { within, detail } = nameOfDifference(row.kind, row.key);
  if (within === undefined) return null;
  return (
    <span className="ml-2 text-12 text-ink-3">
      {detail && t(`details.${detail.word}`, { what: detail.what })} {t('within', { within })}
    </span>
  );
}

function By({ row }: { row: Difference }) {
  const t = useTranslations('lists.differences');
  const { personName } = useObjectNames();
  if (row.source !== null) return row.source;
  return row.by === null ? t('declaredBySomebody') : (personName(row.by) ?? t('declaredByPerson'));
}
