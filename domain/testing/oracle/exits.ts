import type { Estate } from '@/domain/estate/estate';
import type { Gateway } from '@/domain/estate/gateway';
import { hostPart } from './link';

/**
 * The gateways that hosts of a LAN send to: those with its gateway address, else those on it, else those of the site that do not say where they are; all, of a LAN
 * that nobody declared.
 */
export function exitsOf({ gateways, sites }: Estate, site: string, lan: string | undefined): readonly Gateway[] {
  const all = gateways.filter((each) => each.site === site);
  const address = sites.flatMap(({ lans }) => lans).find(({ key }) => key === lan)?.gatewayAddress;
  const addressed = all.filter(({ interfaces }) =>
    interfaces.some((each) => address !== undefined && hostPart(each.address) === address),
  );
  const attached = all.filter(({ interfaces }) => interfaces.some((each) => lan !== undefined && each.lan === lan));
  if (addressed.length > 0) return addressed;
  if (attached.length > 0) return attached;
  const isDeclared = sites.some(({ lans }) => lans.some(({ key }) => lan !== undefined && key === lan));
  return isDeclared ? all.filter(({ interfaces }) => !interfaces.some((port) => port.lan !== undefined)) : all;
}
