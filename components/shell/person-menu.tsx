'use client';

import { KeyRound, Keyboard, LogOut } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/ui/avatar';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { toast } from '@/components/ui/toaster';
import type { HeldRole } from '@/domain/access';
import type { ShellData } from './shell-data';
import { signOut } from './sign-out';

/** Who I am here, and the way out. */
export function PersonMenu({ person, onKeys }: { person: ShellData['person']; onKeys: () => void }) {
  const t = useTranslations('shell');
  const named = ({ role, within }: HeldRole) =>
    within.length === 0 ? t(`roles.${role}`) : t('roleWithin', { role: t(`roles.${role}`), places: within.join(', ') });
  const leave = async () => {
    if (!(await signOut())) toast.error(t('person.signOutFailed'));
  };
  return (
    <Menu
      className="min-w-56"
      trigger={
        <button type="button" aria-label={`${t('person.menu')}: ${person.name}`} className="rounded-full">
          <Avatar name={person.name} />
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-2">
        <p className="text-13 font-strong">{person.name}</p>
        <p className="text-12 text-ink-3">{person.email}</p>
        <p className="mt-1 text-12 text-ink-2">{person.roles.map(named).join(' · ')}</p>
      </div>
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/settings/tokens">
          <KeyRound aria-hidden />
          {t('person.tokens')}
        </Link>
      </MenuItem>
      <MenuItem icon={<Keyboard />} trail="?" onSelect={onKeys}>
        {t('keys.open')}
      </MenuItem>
      <MenuItem icon={<LogOut />} onSelect={() => void leave()}>
        {t('person.signOut')}
      </MenuItem>
    </Menu>
  );
}
