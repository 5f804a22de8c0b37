'use client';

import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { TabLinks } from '@/components/ui/tabs';
import type { PageKind } from '@/domain/lists/list';
import { ObjectList } from './object-list';
import { PastButton, PastNote } from './past-note';
import { LIST_PATHS } from './places';

/** Every object of a kind, found, sorted and opened by keyboard. */
export function ListPage({ kind }: { kind: PageKind }) {
  const t = useTranslations('lists');
  return (
    <PageBody>
      <PageHeader
        title={t(`headings.${kind}`)}
        actions={
          <Suspense>
            <PastButton />
          </Suspense>
        }
      />
      <Suspense>
        <PastNote />
        {(kind === 'bgp-peer' || kind === 'bgp-group') && (
          <TabLinks
            label={t('bgp')}
            current={LIST_PATHS[kind]}
            tabs={(['bgp-peer', 'bgp-group'] as const).map((each) => ({
              href: LIST_PATHS[each],
              label: t(`headings.${each}`),
            }))}
            className="mb-3"
          />
        )}
        <Panel>
          <ObjectList kind={kind} />
        </Panel>
      </Suspense>
    </PageBody>
  );
}
