'use client';

import { Check, Copy } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { useReasonText } from '@/components/topology/verdict-sentence';
import { Button } from '@/components/ui/button';
import { useCopy } from '@/components/ui/use-copy';
import type { Answered, AnsweredPart, Direction } from './details';
import { usePrefixesText } from './prefixes-text';
import type { ReachAddress } from './use-reach-address';

type CopyAnswerProps = { answered: Answered; address: ReachAddress };

/** The whole answer as plain text, for a ticket or a chat. */
export function CopyAnswer(props: CopyAnswerProps) {
  const t = useTranslations('reachability');
  const textOf = useAnswerText();
  const { copied, copy } = useCopy();
  return (
    <Button size="sm" onClick={() => void copy(textOf(props))}>
      {copied ? <Check className="text-healthy" /> : <Copy />}
      <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
    </Button>
  );
}

const WORD = { reachable: 'arrives', unreachable: 'dies', unknown: 'unknown' } as const;

function useAnswerText(): (props: CopyAnswerProps) => string {
  const t = useTranslations('reachability');
  const owners = useTranslations('findings.owner');
  const kinds = useTranslations('topology.kinds');
  const format = useFormatter();
  const reasonText = useReasonText();
  const prefixes = usePrefixesText(12);
  const partLines = ({ source, destination, verdict }: AnsweredPart) => {
    const { kind, reason, finding, owner, hops } = verdict;
    const why = [reason && reasonText(reason), finding, owner && owners(owner)].filter(Boolean).join('; ');
    return [
      `  ${prefixes(source)} → ${prefixes(destination)}: ${t(`text.${WORD[kind]}`)}${why ? ` (${why})` : ''}`,
      ...hops.map(({ place, row }) => {
        const decided = row ? `  ${row.prefix} → ${row.nextHop} (${row.type})` : '';
        return `    ${kinds(place.kind)} ${place.key}${decided}`;
      }),
    ];
  };
  const directionLines = (answered: Answered, direction: Direction) => [
    '',
    `${t(`direction.${direction}`)}:`,
    ...answered.answer[direction].parts.flatMap(partLines),
  ];
  return ({ answered, address: { from, to, at } }) =>
    [
      `${from} ⇄ ${to}`,
      ...(at ? [t('text.at', { at: format.dateTime(at, { dateStyle: 'medium', timeStyle: 'medium' }) })] : []),
      ...directionLines(answered, 'forward'),
      ...directionLines(answered, 'back'),
    ].join('\n');
}
