'use client';

import { Crash } from '@/components/shell/crash';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-full items-center justify-center">
      <Crash digest={error.digest} onRetry={reset} />
    </main>
  );
}
