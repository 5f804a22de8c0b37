'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useTranslations } from 'use-intl';
import { Menu, MenuRadio } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';

type Theme = 'light' | 'dark' | 'system';

/** Light, dark, or as the system. */
export function ThemeSwitch() {
  const t = useTranslations('shell.theme');
  const { theme, setTheme } = useTheme();
  return (
    <Menu
      trigger={
        <IconButton label={t('label')}>
          <Sun className="dark:hidden" />
          <Moon className="hidden dark:block" />
        </IconButton>
      }
    >
      <MenuRadio<Theme>
        value={theme as Theme | undefined}
        onChange={setTheme}
        choices={[
          { value: 'light', label: t('light'), icon: <Sun /> },
          { value: 'dark', label: t('dark'), icon: <Moon /> },
          { value: 'system', label: t('system'), icon: <Monitor /> },
        ]}
      />
    </Menu>
  );
}
