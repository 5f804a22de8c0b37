import type { Permit } from '@/domain/estate/vpc';
import { holds } from './addresses';
import type { Packet } from './packet';

export function isPermitted(rules: readonly Permit[], { from, to }: Packet): boolean {
  return rules.some((rule) => (!rule.from || holds(rule.from, from)) && (!rule.to || holds(rule.to, to)));
}
