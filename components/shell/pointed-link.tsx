'use client';

import Link from 'next/link';
import { useState, type ComponentProps } from 'react';

/**
 * A link whose page is fetched ahead once somebody points at it. The frame links to two dozen pages: all of them fetched at every
 * load would hold up the one that is wanted.
 */
export function PointedLink({ onPointerEnter, onFocus, ...link }: ComponentProps<typeof Link>) {
  const [pointed, setPointed] = useState(false);
  return (
    <Link
      {...link}
      prefetch={pointed ? null : false}
      onPointerEnter={(event) => {
        setPointed(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setPointed(true);
        onFocus?.(event);
      }}
    />
  );
}
