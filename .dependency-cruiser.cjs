/** Who may import whom: the table of docs/architecture.md, as rules. No baseline, no exceptions but the ones named. */
const own = (from, allowed, name = from) => ({
  name: `${name}-imports-only-its-own`,
  severity: 'error',
  from: { path: `^${from}`, pathNot: '\\.test\\.tsx?$|/testing/' },
  to: {
    path: '^(app|components|domain|server|lab|cli|e2e|scripts|generated)/',
    pathNot: allowed.map((each) => `^${each}`),
  },
});
/** The floors of the engine, the lowest first: each knows only those below it. */
const FLOORS = ['', 'sessions/', 'gateway/', 'bgp/', 'walk/', 'answers/'];
const floors = FLOORS.slice(0, -1).map((floor, at) => ({
  name: `routing-${floor.slice(0, -1) || 'ground'}-knows-no-floor-above`,
  severity: 'error',
  from: { path: `^domain/routing/${floor || '([^/]+\\.ts$|tables/)'}`, pathNot: '\\.test\\.ts$' },
  to: { path: `^domain/routing/(${FLOORS.slice(at + 1).join('|')})` },
}));
module.exports = {
  forbidden: [
    ...floors,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      // A first start installs no development packages.
      name: 'what-runs-needs-no-development-package',
      severity: 'error',
      from: {
        path: '^(app|components|domain|server|lab|cli|scripts)/',
        pathNot:
          '\\.test\\.tsx?$|/testing/|^scripts/(test|bench)|^lab/netns/|^server/connectors/(gateway-)?contract\\.ts$',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^domain/', pathNot: '\\.test\\.ts$|^domain/estate/(file|csv)/|^domain/testing/' },
      to: { path: '.', pathNot: '^domain/|node_modules/zod/' },
    },
    {
      name: 'estate-file-may-use-yaml',
      severity: 'error',
      from: { path: '^domain/estate/file/', pathNot: '\\.test\\.ts$' },
      to: { path: '.', pathNot: '^domain/|node_modules/(zod|yaml)/' },
    },
    {
      name: 'estate-csv-may-use-papaparse',
      severity: 'error',
      from: { path: '^domain/estate/csv/', pathNot: '\\.test\\.ts$' },
      to: { path: '.', pathNot: '^domain/|node_modules/(zod|papaparse|@types/papaparse)/' },
    },
    own('components/ui/', ['components/ui/'], 'ui'),
    {
      name: 'components-touch-the-server-by-type-only',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^server/', pathNot: '^server/api/' },
    },
    {
      name: 'components-import-server-api-types-only',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^server/api/', dependencyTypesNot: ['type-only'] },
    },
    own('components/(?!ui/)', ['components/', 'domain/', 'server/'], 'components'),
    own('app/', ['app/', 'components/', 'domain/', 'server/api/', 'server/auth/'], 'app'),
    own(
      'server/api/',
      [
        'server/api/',
        'server/use-cases/',
        'server/auth/',
        'domain/',
        'server/config/',
        'server/engine/process-engine\\.ts',
      ],
      'api',
    ),
    own('server/engine/', ['server/engine/', 'server/use-cases/', 'domain/', 'server/config/'], 'engine'),
    own(
      'server/workers/',
      ['server/workers/', 'server/use-cases/', 'server/auth/', 'domain/', 'server/config/', 'server/db/queue'],
      'workers',
    ),
    own(
      'server/use-cases/',
      [
        'server/use-cases/',
        'domain/',
        'server/db/',
        'server/auth/',
        'server/config/',
        'server/connectors/(index|types)\\.ts',
      ],
      'use-cases',
    ),
    own('server/connectors/', ['server/connectors/', 'domain/', 'server/config/'], 'connectors'),
    own('server/db/', ['server/db/', 'domain/', 'server/config/', 'generated/'], 'db'),
    own('server/auth/', ['server/auth/', 'server/db/', 'domain/', 'server/config/'], 'auth'),
    own('server/config/', ['server/config/', 'domain/'], 'config'),
    own('lab/', ['lab/', 'domain/net', 'domain/estate', 'domain/errors'], 'lab'),
    own('e2e/', ['e2e/', 'domain/'], 'e2e'),
    own('cli/', ['cli/', 'domain/', 'components/i18n/'], 'cli'),
    {
      name: 'a-connector-never-imports-another',
      severity: 'error',
      from: { path: '^server/connectors/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/connectors/([^/]+)/', pathNot: '^server/connectors/($1|alibaba)/' },
    },
    {
      name: 'only-the-clouds-connectors-share-its-ways',
      severity: 'error',
      from: { path: '^server/connectors/', pathNot: '^server/connectors/(vpc|ack|alibaba)/|\\.test\\.ts$' },
      to: { path: '^server/connectors/alibaba/' },
    },
    {
      name: 'the-product-never-knows-the-lab',
      severity: 'error',
      from: { path: '^(app|components|domain|server|cli)/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '^lab/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^generated/|^\\.next/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
