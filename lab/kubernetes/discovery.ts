import type { Loose } from './object';
import { READ_VERBS, RESOURCES, type ResourceType, WRITE_VERBS } from './resources';

const GROUPS = ['apps', 'authorization.k8s.io', 'policy'];

/** What the API says of itself, or null when the path is none of its. Unaggregated: clients that know more fall back to it. */
export function discovered(path: string, kubernetesVersion: string): Loose | null {
  if (path === '/version') return versionOf(kubernetesVersion);
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUPS.map(groupOf) };
  if (path === '/api/v1') return listOf('v1', [...typesOf(''), SUBRESOURCES.nodeStatus, SUBRESOURCES.eviction]);
  if (path === '/apis/apps/v1') return listOf('apps/v1', typesOf('apps'));
  if (path === '/apis/authorization.k8s.io/v1') return listOf('authorization.k8s.io/v1', [SUBRESOURCES.review]);
  if (path === '/apis/policy/v1') return listOf('policy/v1', []);
  if (path === '/openapi/v3') return { paths: Object.fromEntries(DOCUMENTED.map(([at]) => [at, relative(at)])) };
  const documented = DOCUMENTED.find(([at]) => path === `/openapi/v3/${at}`);
  return documented ? openApi(documented[1]) : null;
}

const SUBRESOURCES = {
  nodeStatus: {
    name: 'nodes/status',
    singularName: '',
    namespaced: false,
    kind: 'Node',
    verbs: ['get', 'patch', 'update'],
  },
  eviction: {
    ...{ name: 'pods/eviction', singularName: '', namespaced: true, kind: 'Eviction' },
    ...{ group: 'policy', version: 'v1', verbs: ['create'] },
  },
  review: {
    ...{ name: 'selfsubjectaccessreviews', singularName: 'selfsubjectaccessreview', namespaced: false },
    ...{ kind: 'SelfSubjectAccessReview', verbs: ['create'] },
  },
} satisfies Record<string, Loose>;

function versionOf(gitVersion: string): Loose {
  const [major = '1', minor = '32'] = gitVersion.replace(/^v/, '').split('.');
  return {
    major,
    minor,
    gitVersion: gitVersion.startsWith('v') ? gitVersion : `v${gitVersion}`,
    platform: 'linux/amd64',
  };
}

function groupOf(name: string): Loose {
  const version = { groupVersion: `${name}/v1`, version: 'v1' };
  return { name, versions: [version], preferredVersion: version };
}

function listOf(groupVersion: string, resources: readonly Loose[]): Loose {
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function typesOf(group: string): Loose[] {
  return RESOURCES.filter((type) => type.group === group).map(
    ({ plural, singular, namespaced, kind, shortNames, writable }) => ({
      ...{ name: plural, singularName: singular, namespaced, kind, shortNames },
      verbs: [...READ_VERBS, ...(writable ? WRITE_VERBS : [])],
    }),
  );
}

/** Only what clients look up before they write: that a PATCH takes `fieldValidation`. */
const DOCUMENTED: readonly (readonly [path: string, types: readonly ResourceType[]])[] = [
  ['api/v1', RESOURCES.filter(({ group }) => group === '')],
  ['apis/apps/v1', RESOURCES.filter(({ group }) => group === 'apps')],
];

function relative(path: string): Loose {
  return { serverRelativeURL: `/openapi/v3/${path}?hash=lab` };
}

function openApi(types: readonly ResourceType[]): Loose {
  const paths = types.map(({ plural, group, kind, namespaced }) => {
    const base = group === '' ? '/api/v1' : `/apis/${group}/v1`;
    const patch = {
      parameters: ['fieldManager', 'fieldValidation', 'force', 'dryRun'].map((name) => ({ name, in: 'query' })),
      responses: { 200: { description: 'OK' } },
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': { group, version: 'v1', kind },
    };
    return [`${base}${namespaced ? '/namespaces/{namespace}' : ''}/${plural}/{name}`, { patch }];
  });
  return { openapi: '3.0.0', info: { title: 'Kubernetes', version: 'lab' }, paths: Object.fromEntries(paths) as Loose };
}
