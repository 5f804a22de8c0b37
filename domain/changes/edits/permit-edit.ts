import { canonicalJson } from '@/domain/canonical-json';
import { assertNever } from '@/domain/errors';
import type { Estate } from '@/domain/estate/estate';
import type { Permit } from '@/domain/estate/vpc';
import type { EditDefinition } from './definition';
import type { PermitEdit, PermitHolder } from './edit';

/** Permits are known by what they say. Where nobody knows what is permitted, nothing can be added to it. */
export const permitEdit: EditDefinition<PermitEdit> = {
  problems({ estate }, edit) {
    const holder = holderOf(estate, edit.of);
    const params = { kind: edit.of.kind, key: edit.of.key };
    if (!holder) return [{ path: ['of', 'key'], code: 'permit-holder-unknown', params }];
    if (!holder.permits) return [{ path: ['of', 'key'], code: 'permits-unknown', params }];
    if (edit.kind === 'add-permit' || holder.permits.some((each) => isSame(each, edit.permit))) return [];
    return [{ path: ['permit'], code: 'permit-missing', params }];
  },

  apply({ estate }, edit) {
    const change = <T extends { key: string; permits?: Permit[] | undefined }>(holder: T): T =>
      holder.key === edit.of.key && holder.permits
        ? { ...holder, permits: permitsAfter(holder.permits, edit) }
        : holder;
    if (edit.of.kind === 'gateway') return { ...estate, gateways: estate.gateways.map(change) };
    const vpcs = estate.vpcs.map((vpc) =>
      vpc.securityGroups?.some(({ key }) => key === edit.of.key)
        ? { ...vpc, securityGroups: vpc.securityGroups.map(change) }
        : vpc,
    );
    return { ...estate, vpcs };
  },

  undo(_, edit) {
    const { of, permit } = edit;
    switch (edit.kind) {
      case 'add-permit':
        return { kind: 'remove-permit', of, permit };
      case 'remove-permit':
        return { kind: 'add-permit', of, permit };
      case 'change-permit':
        return { kind: 'change-permit', of, permit: edit.to, to: permit };
      default:
        return assertNever(edit);
    }
  },
};

function holderOf(
  { gateways, vpcs }: Estate,
  { kind, key }: PermitHolder,
): { permits?: Permit[] | undefined } | undefined {
  const all = kind === 'gateway' ? gateways : vpcs.flatMap(({ securityGroups = [] }) => securityGroups);
  return all.find((each) => each.key === key);
}

function isSame(a: Permit, b: Permit): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** Of permits that say the same, one. */
function permitsAfter(permits: readonly Permit[], edit: PermitEdit): Permit[] {
  if (edit.kind === 'add-permit') return [...permits, edit.permit];
  const at = permits.findIndex((each) => isSame(each, edit.permit));
  const others = permits.filter((_, index) => index !== at);
  return edit.kind === 'remove-permit' ? others : [...others, edit.to];
}
