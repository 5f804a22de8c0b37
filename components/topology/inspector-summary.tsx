'use client';

import { useTranslations } from 'use-intl';
import { FindingNote } from '@/components/network/finding-note';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono } from '@/components/ui/mono';
import { PanelSection } from '@/components/ui/panel';
import { TimeAgo } from '@/components/ui/time-ago';
import { findingKey, type Finding } from '@/domain/checks/finding';
import { freshnessOf } from '@/domain/estate/view';
import { factsOf } from './facts';
import { partsOf } from './inspected';
import type { SceneNode } from './scene';
import type { Judged } from './topology-model';

/** What is wrong with it, what is known of it, and how old that is. */
export function InspectorSummary({ judged, node }: { judged: Judged; node: SceneNode }) {
  const t = useTranslations('topology');
  const findings = judged.findings.filter((finding) => concerns(finding, node, judged));
  const { resource } = partsOf(judged.view, node);
  const freshness = resource ? freshnessOf(judged.view, resource) : null;
  const facts = factsOf(judged.view.estate, node);
  return (
    <div>
      {findings.length > 0 && (
        <PanelSection className="flex flex-col gap-2">
          {findings.map((finding) => (
            <FindingNote key={findingKey(finding)} finding={finding} />
          ))}
        </PanelSection>
      )}
      <PanelSection>
        <KeyValueList
          items={[
            { id: 'key', key: t('facts.key'), value: <CopyMono value={node.key} /> },
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

function concerns(finding: Finding, node: SceneNode, { view }: Judged): boolean {
  if (finding.subject.kind === node.kind) return finding.subject.key === node.key;
  if (finding.subject.kind !== 'bgp-peer' || node.kind !== 'vbr') return false;
  return partsOf(view, node).sessions.some(({ peer }) => peer.key === finding.subject.key);
}
