import { HydrationBoundary } from '@tanstack/react-query';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/client';
import { LiveProvider } from '@/components/api/live';
import { DoorFrame } from '@/components/shell/door-frame';
import { Frame } from '@/components/shell/frame';
import { NoRoleYet } from '@/components/shell/no-role-yet';
import { railCookie } from '@/components/shell/shell-data';
import { heldRoles, may } from '@/domain/access';
import { ADDRESS_HEADER, signInPath } from '@/server/auth/front-door';
import { askAhead } from '../ask-ahead';
import { requestContext } from '../request-context';

/** Who is not signed in goes to the door; everybody else gets the frame at once, and what it says as soon as that is known. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { actor } = await requestContext();
  if (actor.kind !== 'person') redirect(signInPath((await headers()).get(ADDRESS_HEADER)));
  if (!may(actor, 'estate:read'))
    return (
      <DoorFrame>
        <NoRoleYet name={actor.name} email={actor.email} />
      </DoorFrame>
    );
  const person = { name: actor.name, email: actor.email, roles: heldRoles(actor.grants) };
  return (
    <ApiProvider>
      <LiveProvider>
        <HydrationBoundary state={askAhead((trpc) => trpc.frame.read.queryOptions({}))}>
          <Frame person={person} rail={(await cookies()).get(railCookie)?.value}>
            {children}
          </Frame>
        </HydrationBoundary>
      </LiveProvider>
    </ApiProvider>
  );
}
