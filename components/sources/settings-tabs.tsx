'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { TabLinks } from '@/components/ui/tabs';

const TABS = ['sources', 'people', 'tokens'] as const;

/** The places of the settings. */
export function SettingsTabs() {
  const t = useTranslations('sources.settings');
  const pathname = usePathname();
  const open = TABS.find((tab) => pathname.startsWith(`/settings/${tab}`)) ?? 'sources';
  return (
    <TabLinks
      label={t('label')}
      current={`/settings/${open}`}
      tabs={TABS.map((tab) => ({ href: `/settings/${tab}`, label: t(tab) }))}
      className="px-6 pt-1"
    />
  );
}
