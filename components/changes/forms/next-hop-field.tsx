'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { RadioCards } from '@/components/ui/radio-cards';
import type { HopChoice } from '@/domain/changes/choices';
import type { Problem } from '@/domain/errors';
import { ProblemField } from '../form/field-problems';

const TOWARD = { 'data-centre': 'towardDataCentre', vpc: 'towardVpc', vbr: 'towardVbr' } as const;

type NextHopFieldProps = {
  label: string;
  /** undefined while no router is chosen */
  hops: readonly HopChoice[] | undefined;
  value: string;
  onChange: (key: string) => void;
  problems: readonly Problem[];
  asked: boolean;
};

/** A next hop of a router, by where it leads. */
export function NextHopField({ label, hops, value, onChange, problems, asked }: NextHopFieldProps) {
  const t = useTranslations('changes.form');
  return (
    <ProblemField label={label} problems={problems} touched={asked} group>
      {!hops || hops.length === 0 ? (
        <p className="text-12 text-ink-3">{t(hops ? 'noNextHops' : 'chooseRouterFirst')}</p>
      ) : (
        <RadioCards
          label={label}
          value={value}
          onChange={onChange}
          cards={hops.map((hop) => ({
            value: hop.key,
            title: t(TOWARD[hop.toward]),
            detail: t.rich('hopOver', { ...richTags, hop: hop.key, over: hop.over }),
          }))}
        />
      )}
    </ProblemField>
  );
}
