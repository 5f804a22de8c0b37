import { headers } from 'next/headers';
import { cache } from 'react';
import { apiContext, type ApiContext } from '@/server/api/context';
import { createCaller } from '@/server/api/root';

/** Who asks for this page: looked up once a request, however many of its parts want to know. */
export const requestContext: () => Promise<ApiContext> = cache(async () => apiContext(await headers()));

/** What stands around this page: read once a request. */
export const requestFrame = cache(async () => createCaller(await requestContext()).frame.read({}));
