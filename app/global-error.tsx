'use client';

import './globals.css';
// Of both catalogues only what is said here: this net is a part of every page.
import { common } from '@/components/i18n/en/common';
import { errors } from '@/components/i18n/en/errors';
import { common as commonInChinese } from '@/components/i18n/zh-CN/common';
import { errors as errorsInChinese } from '@/components/i18n/zh-CN/errors';

/** The last net: the root layout itself failed, so there is no language, theme or frame to lean on. Both languages are shown. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" data-theme="light">
      <body>
        <main className="flex min-h-full flex-col items-center justify-center gap-6 p-6 text-center">
          {[
            { lang: 'en', words: errors.crashed },
            { lang: 'zh-CN', words: errorsInChinese.crashed },
          ].map(({ lang, words }) => (
            <div key={lang} lang={lang}>
              <h1 className="text-15">{words.title}</h1>
              <p className="mt-1 text-12 text-ink-2">{words.detail}</p>
            </div>
          ))}
          {error.digest && <p className="mono text-11 text-ink-3">{error.digest}</p>}
          <button
            type="button"
            onClick={reset}
            className="h-8 rounded-2 border border-line-2 bg-surface px-3 font-medium"
          >
            {common.retry} / {commonInChinese.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
