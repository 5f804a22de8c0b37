import type { Finding } from '@/domain/checks/finding';
import type { ErrorParams } from '@/domain/errors';
import type { FactSection } from '@/domain/estate/sections';
import type { EstateIndex } from '@/domain/routing/estate-index';

/** The sentences of steps: `remedies.<code>` with the step's parameters. */
export const STEP_CODES = [
  'gateway-look',
  'gateway-peer-asn',
  'gateway-own-asn',
  'gateway-add-peer',
  'gateway-align-key',
  'gateway-enable-peer',
  'gateway-clear-peer',
  'gateway-policy',
  'gateway-bfd-on',
  'gateway-permit-in',
  'gateway-permit-out',
  'gateway-own-block',
  'gateway-aggregate',
  'gateway-prefer',
  'gateway-route',
  'gateway-allow-own-asn',
  'gateway-vlan',
  'gateway-permit-answers',
  'prefer-same-vbr',
  'console-route',
  'console-remove-rows',
  'console-route-over',
  'console-group-asn',
  'console-local-asn',
  'console-bfd',
  'console-bgp-network',
  'console-recover-vbr',
  'console-recover-circuit',
  'console-activate-interface',
  'console-quota',
  'console-merge-rows',
  'console-move-rows',
  'console-remove-peer',
  'console-mtu',
  'console-vlan',
  'console-link',
  'console-link-far',
  'console-replace-peer',
  'console-remove-row',
  'console-transit-route',
  'console-permit',
  'console-bfd-timers',
  'choose-asn',
  'gateway-remove-route',
  'console-add-on',
  'console-pod-v-switch',
  'kube-look-nodes',
  'kube-rejoin',
  'kube-network',
  'kube-restart',
  'kube-eni-config',
  'kube-masquerade',
  'kube-speakers',
  'kube-flannel-node',
  'renumber',
  'keep-apart',
  'test-source',
  'correct-declared',
  'retire-declared',
  'declare-gateway',
] as const;
export type StepCode = (typeof STEP_CODES)[number];

/** One thing to do by hand, with the values of this very case; `commands` are lines to be typed where the sentence says. */
export type RemedyStep = { code: StepCode; params: ErrorParams; commands?: readonly string[] };

/**
 * A form of a declared fact that would mend it. `attributes`: the fact as it would have to be, where that is known: the form
 * begins with it. Without: an existing fact to be looked at, or a new one of that key.
 */
export type RemedyForm = { section: FactSection; key: string; attributes?: Readonly<Record<string, unknown>> };

/** What mends a finding: in the product by a form of declared facts, and by hand where the network is configured. */
export type Remedy = { form?: RemedyForm; steps: readonly RemedyStep[] };

/** Steps for one finding on one estate; its params are known to be those of its rule. */
export type StepsOf = (index: EstateIndex, finding: Finding) => readonly RemedyStep[];

export function step(code: StepCode, params: ErrorParams, commands: readonly string[] = []): RemedyStep {
  return { code, params, ...(commands.length > 0 ? { commands } : {}) };
}

/** A value of a finding as text. */
export function text({ params }: Finding, name: string): string {
  return String(params[name] ?? '');
}

/** One word of a shell, whatever is in it: names come from outside. */
export function word(value: string): string {
  return /^[A-Za-z0-9._:/@-]+$/.test(value) && !value.startsWith('-') ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
