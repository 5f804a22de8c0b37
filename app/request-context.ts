import { headers } from 'next/headers';
import { cache } from 'react';
import { apiContext, type ApiContext } from '@/server/api/context';

/** Who asks for this page: looked up once a request, however many of its parts want to know. */
export const requestContext: () => Promise<ApiContext> = cache(async () => apiContext(await headers()));
