import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/client';
import { LiveProvider } from '@/components/api/live';
import { DoorFrame } from '@/components/shell/door-frame';
import { Frame } from '@/components/shell/frame';
import { NoRoleYet } from '@/components/shell/no-role-yet';
import { railCookie } from '@/components/shell/shell-data';
import { may } from '@/domain/access';
import { ADDRESS_HEADER, signInPath } from '@/server/auth/front-door';
import { requestContext, requestFrame } from '../request-context';

/** Who is not signed in goes to the door; everybody else gets the frame with what is known now. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { actor } = await requestContext();
  if (actor.kind !== 'person') redirect(signInPath((await headers()).get(ADDRESS_HEADER)));
  if (!may(actor, 'estate:read'))
    return (
      <DoorFrame>
        <NoRoleYet name={actor.name} email={actor.email} />
      </DoorFrame>
    );
  const frame = await requestFrame();
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
