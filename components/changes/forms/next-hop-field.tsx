'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { RadioCards } from '@/components/ui/radio-cards';
import type { Problem } from '@/domain/errors';
import type { Estate } from '@/domain/estate/estate';
import { ProblemField } from '../form/field-problems';

type Hop = { key: string; toward: 'data-centre' | 'vpc'; over: string };

/** Where a VBR can send: over its circuit, or through each of its own router interfaces. */
export function nextHopsOfVbr(estate: Estate, vbrKey: string): Hop[] {
  const vbr = estate.vbrs.find((each) => each.key === vbrKey);
  if (!vbr) return [];
  const toward = estate.routerInterfaces.filter((each) => each.router === vbrKey && each.key !== vbr.vlanInterface);
  return [
    ...(vbr.vlanInterface
      ? [{ key: vbr.vlanInterface, toward: 'data-centre' as const, over: vbr.physicalConnections.join(', ') }]
      : []),
    ...toward.map((each) => ({
      key: each.key,
      toward: 'vpc' as const,
      over: each.oppositeRouter ?? oppositeOf(estate, each.opposite),
    })),
  ];
}

function oppositeOf(estate: Estate, key: string | undefined): string {
  return estate.routerInterfaces.find((each) => each.key === key)?.router ?? '';
}

type NextHopFieldProps = {
  label: string;
  hops: readonly Hop[];
  value: string;
  onChange: (key: string) => void;
  problems: readonly Problem[];
  asked: boolean;
};

/** A next hop of a VBR, by where it leads. */
export function NextHopField({ label, hops, value, onChange, problems, asked }: NextHopFieldProps) {
  const t = useTranslations('changes.form');
  return (
    <ProblemField label={label} problems={problems} touched={asked} group>
      {hops.length === 0 ? (
        <p className="text-12 text-ink-3">{t('chooseVbrFirst')}</p>
      ) : (
        <RadioCards
          label={label}
          value={value}
          onChange={onChange}
          cards={hops.map((hop) => ({
            value: hop.key,
            title: t(hop.toward === 'vpc' ? 'towardVpc' : 'towardDataCentre'),
            detail: t.rich('hopOver', { ...richTags, hop: hop.key, over: hop.over }),
          }))}
        />
      )}
    </ProblemField>
  );
}
