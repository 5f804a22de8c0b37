'use client';

import { useTranslations } from 'use-intl';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { places } from './places';

type Line = { keys: readonly string[]; then?: boolean; words: string };

/** Every key that works, on one sheet. */
export function ShortcutsHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('shell');
  const groups: { title: string; lines: Line[] }[] = [
    {
      title: t('keys.go'),
      lines: places.map(({ id, key }) => ({ keys: ['g', key], then: true, words: t(`nav.${id}`) })),
    },
    {
      title: t('keys.everywhere'),
      lines: [
        { keys: ['/', 'Ctrl K', '⌘K'], words: t('keys.search') },
        { keys: ['c'], words: t('keys.newChange') },
        { keys: ['?'], words: t('keys.help') },
        { keys: ['Esc'], words: t('keys.close') },
      ],
    },
    {
      title: t('keys.lists'),
      lines: [
        { keys: ['j', '↓'], words: t('keys.down') },
        { keys: ['k', '↑'], words: t('keys.up') },
        { keys: ['Enter'], words: t('keys.openRow') },
      ],
    },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('keys.title')}>
      <div className="flex flex-col gap-4 px-5 pt-3 pb-5">
        {groups.map(({ title, lines }) => (
          <section key={title}>
            <h3 className="mb-1 text-11 text-ink-3">{title}</h3>
            <dl>
              {lines.map((line) => (
                <div key={line.words} className="flex h-7 items-center justify-between border-b border-line text-12">
                  <dt>{line.words}</dt>
                  <dd className="flex items-center gap-1">
                    {line.keys.map((key, index) => (
                      <span key={key} className="flex items-center gap-1">
                        {index > 0 && line.then && <span className="text-11 text-ink-3">{t('keys.then')}</span>}
                        <Kbd>{key}</Kbd>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
