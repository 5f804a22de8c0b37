import type { Finding } from '@/domain/checks/finding';
import { step, text, word, type StepsOf } from './remedy';

const clusterOf = (finding: Finding) =>
  finding.subject.kind === 'cluster' ? finding.subject.key : text(finding, 'cluster');

/** A pod subnet is set once and never changed: the node leaves and joins again. */
export const rejoin: StepsOf = (_, finding) => {
  const node = text(finding, 'node');
  const params = { cluster: clusterOf(finding), node };
  const name = word(node);
  return [
    step('kube-rejoin', params, [
      `kubectl get node ${name} -o jsonpath='{.spec.podCIDR}'`,
      `kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data`,
      `kubectl delete node ${name}`,
    ]),
  ];
};

export const lookAtNodes: StepsOf = (_, finding) => [
  step('kube-look-nodes', { cluster: clusterOf(finding), range: text(finding, 'range') }, [
    'kubectl get nodes -o custom-columns=NAME:.metadata.name,POD:.spec.podCIDR,READY:.status.conditions[-1].status',
  ]),
];

/** Flannel reads its configuration when it starts. */
export const flannelNetwork: StepsOf = (index, finding) => {
  const cluster = index.estate.clusters.find(({ key }) => key === clusterOf(finding));
  const namespace = word(cluster?.flannel?.namespace ?? 'kube-system');
  const set = cluster?.daemonSets?.find(({ name }) => name.includes('flannel'))?.name ?? 'kube-flannel-ds';
  const network = cluster?.edgePodCidr ?? '';
  return [
    step('kube-network', { cluster: clusterOf(finding), network }, [
      `kubectl -n ${namespace} edit configmap kube-flannel-cfg`,
      `kubectl -n ${namespace} rollout restart daemonset/${word(set)}`,
    ]),
  ];
};

export const restartBehind: StepsOf = (index, finding) => {
  const cluster = index.estate.clusters.find(({ key }) => key === clusterOf(finding));
  const names = text(finding, 'daemonSets').split(', ');
  const sets = (cluster?.daemonSets ?? []).filter(({ name }) => names.includes(name));
  const commands = sets.flatMap(({ namespace, name }) => [
    `kubectl -n ${word(namespace)} rollout restart daemonset/${word(name)}`,
    `kubectl -n ${word(namespace)} rollout status daemonset/${word(name)}`,
  ]);
  return [step('kube-restart', { cluster: clusterOf(finding), daemonSets: text(finding, 'daemonSets') }, commands)];
};

export const lookAtEniConfig: StepsOf = (_, finding) => [
  step('kube-eni-config', { cluster: clusterOf(finding) }, [
    'kubectl -n kube-system get configmap eni-config -o yaml --show-managed-fields',
  ]),
  step('console-add-on', { cluster: clusterOf(finding) }),
];

export const unmasquerade: StepsOf = (index, finding) => {
  const cluster = index.estate.clusters.find(({ key }) => key === clusterOf(finding));
  const set = cluster?.daemonSets?.find(({ name }) => name === text(finding, 'daemonSet'));
  const [namespace, name] = [word(set?.namespace ?? 'kube-system'), word(text(finding, 'daemonSet'))];
  return [
    step('kube-masquerade', { cluster: clusterOf(finding), daemonSet: text(finding, 'daemonSet') }, [
      `kubectl -n ${namespace} edit daemonset ${name}`,
      `kubectl -n ${namespace} rollout status daemonset/${name}`,
    ]),
  ];
};

/** Which nodes of the LAN announce, and whether they are ready. */
export const speakersOfLan: StepsOf = (index, finding) => {
  const lan = text(finding, 'lan');
  const pools = index.estate.clusters.flatMap(({ nodePools = [] }) => nodePools).filter((pool) => pool.lan === lan);
  const names = index.estate.clusters
    .flatMap(({ nodes = [] }) => nodes)
    .filter(({ pool, speaker }) => speaker !== undefined && pools.some(({ key }) => key === pool))
    .map(({ name }) => name);
  const commands = names.length > 0 ? [`kubectl get nodes ${names.map(word).join(' ')}`] : [];
  return [step('kube-speakers', { lan, nodes: names.join(', ') || '-' }, commands)];
};

/** A node whose subnet Flannel has not registered is left out by all others until its own Flannel says that it is there. */
export const announceNodes: StepsOf = (index, finding) => {
  if (text(finding, 'cause') !== 'flannel') return speakersOfLan(index, finding);
  const cluster = index.estate.clusters.find(({ key }) => key === clusterOf(finding));
  const namespace = word(cluster?.flannel?.namespace ?? 'kube-system');
  const node = word(text(finding, 'node'));
  return [
    step('kube-flannel-node', { cluster: clusterOf(finding), node: text(finding, 'node') }, [
      `kubectl get node ${node} -o jsonpath='{.metadata.annotations.flannel\\.alpha\\.coreos\\.com/kube-subnet-manager}'`,
      `kubectl -n ${namespace} get pods --field-selector spec.nodeName=${node}`,
      `kubectl -n ${namespace} delete pod <FLANNEL_POD>`,
    ]),
  ];
};
