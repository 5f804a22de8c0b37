'use client';

import { Crash } from '@/components/shell/crash';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="flex h-full items-center justify-center">
      <Crash digest={error.digest} onRetry={reset} />
    </div>
  );
}
