'use client';

import { useTranslations } from 'use-intl';
import { TabLinks } from '@/components/ui/tabs';

const PATHS = { pair: '/reachability', matrix: '/reachability/matrix', failures: '/reachability/failures' } as const;

/** Two ends, or everybody with everybody. */
export function ReachTabs({ current }: { current: keyof typeof PATHS }) {
  const t = useTranslations('reachability.tabs');
  return (
    <TabLinks
      label={t('label')}
      current={PATHS[current]}
      tabs={[
        { href: PATHS.pair, label: t('pair') },
        { href: PATHS.matrix, label: t('matrix') },
        { href: PATHS.failures, label: t('failures') },
      ]}
      className="mb-3"
    />
  );
}
