import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/client';
import { LiveProvider } from '@/components/api/live';
import { Frame } from '@/components/shell/frame';
import { railCookie } from '@/components/shell/shell-data';
import { apiContext } from '@/server/api/context';
import { createCaller } from '@/server/api/root';

/** Who is not signed in goes to the door; everybody else gets the frame with what is known now. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const context = await apiContext(await headers());
  if (context.actor.kind !== 'person') redirect('/sign-in');
  const frame = await createCaller(context).frame.read({});
  return (
    <ApiProvider>
      <LiveProvider>
        <Frame initial={frame} rail={(await cookies()).get(railCookie)?.value}>
          {children}
        </Frame>
      </LiveProvider>
    </ApiProvider>
  );
}
