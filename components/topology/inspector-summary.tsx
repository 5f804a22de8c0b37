'use client';

import { useTranslations } from 'use-intl';
import { FindingNote } from '@/components/network/finding-note';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono } from '@/components/ui/mono';
import { PanelSection } from '@/components/ui/panel';
import { TimeAgo } from '@/components/ui/time-ago';
import { findingKey } from '@/domain/checks/finding';
import { nameOf } from '@/domain/topology/graph';
import type { InspectedNode } from './inspected-node';
import type { ObjectDetails } from './picture';

/** What is wrong with it, what is known of it, and how old that is. */
export function InspectorSummary({
  details,
  node,
  past,
}: {
  details: ObjectDetails;
  node: InspectedNode;
  past: boolean;
}) {
  const t = useTranslations('topology');
  const { facts, findings, freshness } = details;
  return (
    <div>
      {findings.length > 0 && !past && (
        <PanelSection className="flex flex-col gap-2">
          {findings.map((finding) => (
            <FindingNote key={findingKey(finding)} finding={finding} />
          ))}
        </PanelSection>
      )}
      <PanelSection>
        <KeyValueList
          items={[
            { id: 'key', key: t('facts.key'), value: <CopyMono value={nameOf(node)} /> },
            ...facts.map((fact) => ({
              id: fact.label,
              key: t(`facts.${fact.label}`),
              value: fact.mono ? <CopyMono value={fact.value} /> : fact.value,
            })),
          ]}
        />
      </PanelSection>
      <PanelSection>
        <p className="text-12 text-ink-3">
          {freshness?.observedAt ? (
            <>
              {t(freshness.stale ? 'staleSince' : 'observed', { source: freshness.source })}{' '}
              <TimeAgo at={new Date(freshness.observedAt)} />
            </>
          ) : (
            t('declaredOnly')
          )}
        </p>
      </PanelSection>
    </div>
  );
}
