'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { VERDICT_STATUS } from '@/components/topology/verdict-status';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { StatusMark } from '@/components/ui/status-mark';
import { Switch } from '@/components/ui/switch';
import type { MatrixView } from './details';
import { MATRIX_KINDS, MATRIX_ORDERS, type ChangeMatrixAddress, type MatrixAddress } from './use-matrix-address';

type MatrixBarProps = { view: MatrixView | undefined; address: MatrixAddress; onChange: ChangeMatrixAddress };

const VERDICTS = ['unreachable', 'unknown', 'reachable'] as const;

/** Who with whom, which of them, in which order, and how it stands in all. */
export function MatrixBar({ view, address, onChange }: MatrixBarProps) {
  const t = useTranslations('reachability.matrix');
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Segmented
        label={t('kind')}
        value={address.kind}
        onChange={(kind) => void onChange({ kind, from: null, to: null, rows: null, columns: null })}
        segments={MATRIX_KINDS.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
      />
      {(['rows', 'columns'] as const).map((side) => (
        <Input
          key={side}
          type="search"
          aria-label={t(`filter.${side}`)}
          placeholder={t(`filter.${side}`)}
          lead={<Search />}
          value={address[side]}
          onChange={(event) => void onChange({ [side]: event.target.value || null })}
          className="h-7 w-44 text-12"
        />
      ))}
      <Segmented
        label={t('order')}
        value={address.order}
        onChange={(order) => void onChange({ order })}
        segments={MATRIX_ORDERS.map((each) => ({ value: each, label: t(`orders.${each}`) }))}
      />
      <Switch checked={address.bad} onChange={(bad) => void onChange({ bad: bad || null })} label={t('onlyBad')} />
      {view && (
        <span className="ml-auto flex flex-wrap items-center gap-4 text-12" aria-live="polite">
          {VERDICTS.map((each) => (
            <StatusMark
              key={each}
              status={VERDICT_STATUS[each]}
              label={
                <>
                  <span className="num">{view.counts[each]}</span> {t(`verdicts.${each}`)}
                </>
              }
            />
          ))}
        </span>
      )}
    </div>
  );
}
