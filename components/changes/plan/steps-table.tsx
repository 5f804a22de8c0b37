'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Mono } from '@/components/ui/mono';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Effect } from '@/domain/changes/effect';
import { guardCounts, type Plan } from '@/domain/changes/plan';

/** The subject of a write: what it is about and where it points. */
export function effectParams(effect: Effect): Record<string, string> {
  if ('router' in effect)
    return { prefix: effect.prefix, nextHop: effect.nextHop.key, table: effect.routeTable, router: effect.router.key };
  return { address: effect.address, group: effect.group, router: effect.vbr };
}

/** "Create route entry on vbr-bp1hz", in the reader's language. */
export function EffectTitle({ effect }: { effect: Effect }) {
  const t = useTranslations('changes.effect');
  return <>{t.rich(effect.kind, { ...richTags, ...effectParams(effect) } as never)}</>;
}

/** The calls in order, each with its lane, its time and what happens if it fails. */
export function StepsTable({ plan }: { plan: Plan }) {
  const t = useTranslations('changes.plan');
  return (
    <div className="overflow-x-auto">
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('step')}</TableHeader>
            <TableHeader>{t('call')}</TableHeader>
            <TableHeader>{t('lane')}</TableHeader>
            <TableHeader end>{t('about')}</TableHeader>
            <TableHeader>{t('ifFails')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {plan.steps.map((step) => (
            <TableRow key={step.index}>
              <TableCell className="num">{step.index + 1}</TableCell>
              <TableCell>
                <EffectTitle effect={step.effect} />
              </TableCell>
              <TableCell>
                <Mono>{step.lane.replace(/^router:(vbr|vpc):/, '')}</Mono>
              </TableCell>
              <TableCell end className="num">
                {t('seconds', { seconds: step.expectedSeconds })}
              </TableCell>
              <TableCell className="text-ink-2">{step.index === 0 ? t('failsFirst') : t('failsLater')}</TableCell>
            </TableRow>
          ))}
          <TableRow>
            <TableCell className="num">{plan.steps.length + 1}</TableCell>
            <TableCell>{t('proveStep', guardCounts(plan.guard))}</TableCell>
            <TableCell className="text-ink-3">{t('guardLane')}</TableCell>
            <TableCell end className="num">
              {t('upTo', { seconds: plan.guard.proveWithinSeconds })}
            </TableCell>
            <TableCell className="text-ink-2">{t('failsProof')}</TableCell>
          </TableRow>
        </TableBody>
      </Table>
    </div>
  );
}
