'use client';

import { ThemeProvider as NextThemes } from 'next-themes';
import { useEffect, type ReactNode } from 'react';

/** Light, dark or as the system, remembered by the browser, set before the first paint. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  useEffect(() => {
    // Dialogs write a style element to hold the page still; this is where their style library looks for the nonce.
    if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce });
  }, [nonce]);
  return (
    <NextThemes attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
    </NextThemes>
  );
}
