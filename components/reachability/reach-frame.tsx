'use client';

import { Suspense, type ComponentProps, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { PastNote } from '@/components/lists/past-note';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { ReachTabs } from './reach-tabs';

type ReachFrameProps = {
  current: ComponentProps<typeof ReachTabs>['current'];
  className?: string;
  children: ReactNode;
};

/** What the pages about reachability share. What is inside may read the page's address. */
export function ReachFrame({ current, className, children }: ReachFrameProps) {
  const t = useTranslations('reachability');
  return (
    <PageBody className={className}>
      <PageHeader title={t('heading')} />
      <ReachTabs current={current} />
      <Suspense>
        <PastNote />
        {children}
      </Suspense>
    </PageBody>
  );
}
