import type { ReactNode } from 'react';
import { LanguageSwitch } from '@/components/i18n/language-switch';
import { ThemeSwitch } from '@/components/theme/theme-switch';
import { BrandMark } from './brand';

/** The frame around pages for whoever is not inside: at the door, or in without a role. */
export function DoorFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-full flex-col">
      <header className="flex h-12 items-center gap-2 px-4 text-[14px] font-strong tracking-[-0.01em]">
        <BrandMark />
        Causeway
        <div className="ml-auto flex items-center gap-1">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main className="flex flex-1 items-center justify-center px-6 pb-24">{children}</main>
    </div>
  );
}
