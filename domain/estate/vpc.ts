import { z } from 'zod';
import { Key, PrefixText, Title } from './primitives';
import { RouteTable } from './routes';

export const VSwitch = z.object({
  key: Key,
  name: z.string().max(256).optional(),
  zone: z.string().max(64).optional(),
  prefix: PrefixText,
  availableAddresses: z.number().int().min(0).optional(),
  status: z.string().max(32).optional(),
});
export type VSwitch = z.infer<typeof VSwitch>;

/** A permit of a security group or a firewall. `permits: []` on a security group denies; left out is unknown. */
export const Permit = z.object({
  direction: z.enum(['ingress', 'egress']).optional(),
  from: PrefixText.optional(),
  to: PrefixText.optional(),
});
export type Permit = z.infer<typeof Permit>;

export const SecurityGroup = z.object({ key: Key, permits: z.array(Permit).optional() });
export type SecurityGroup = z.infer<typeof SecurityGroup>;

/** `vRouter` is the VPC's implied router, `vrt-…`; route mutations are single-flight per VPC. */
export const Vpc = z.object({
  key: Key,
  name: z.string().max(256).optional(),
  title: Title.optional(),
  site: Key.optional(),
  vRouter: Key.optional(),
  status: z.string().max(32).optional(),
  prefixes: z.array(PrefixText).min(1),
  vSwitches: z.array(VSwitch).optional(),
  routeTables: z.array(RouteTable).optional(),
  securityGroups: z.array(SecurityGroup).optional(),
});
export type Vpc = z.infer<typeof Vpc>;
