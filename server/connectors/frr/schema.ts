import { z } from 'zod';

/** Only the members that are used; FRR adds more with every release, and leaves some out. */
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const text = z.string();
const anything = z.unknown();

export const Summary = z.object({
  ipv4Unicast: z
    .object({
      routerId: text.optional(),
      as: count.optional(),
      peers: z.record(z.string(), anything).default({}),
    })
    .optional(),
});

export const SummaryPeer = z.object({
  remoteAs: count.optional(),
  localAs: count.optional(),
  state: text,
  peerState: text.optional(),
  pfxRcd: count.optional(),
  pfxSnt: count.optional(),
  desc: text.optional(),
});

export const Neighbor = z.object({
  nbrDesc: text.optional(),
  adminShutDown: z.boolean().optional(),
  connectionsDropped: count.optional(),
  lastResetDueTo: text.optional(),
  lastResetCode: z.number().optional(),
  lastErrorCodeSubcode: text.optional(),
  lastNotificationReason: text.optional(),
  authenticationEnabled: z.union([z.number(), z.boolean()]).optional(),
  peerBfdInfo: z.object({ status: text.optional() }).optional(),
  addressFamilyInfo: z
    .object({
      ipv4Unicast: z
        .object({ inboundEbgpRequiresPolicy: text.optional(), outboundEbgpRequiresPolicy: text.optional() })
        .optional(),
    })
    .optional(),
});

/** A MED is called metric here; what is left out is the usual one. */
const merits = { metric: count.optional(), locPrf: count.optional() };

export const BgpTable = z.object({ routes: z.record(z.string(), z.array(anything)).optional() });
export const BgpPath = z.object({
  bestpath: z.boolean().optional(),
  /** chosen beside the best, to share the traffic with it */
  multipath: z.boolean().optional(),
  valid: z.boolean().optional(),
  ...merits,
  peerId: text.optional(),
  path: text.default(''),
  nexthops: z.array(z.object({ ip: text.optional(), used: z.boolean().optional() })).default([]),
});

/** `show ip route`: what zebra was given by everybody, and what of it is in the kernel. */
export const IpRoutes = z.record(z.string(), z.array(anything));
export const IpRoute = z.object({
  protocol: text,
  selected: z.boolean().optional(),
  installed: z.boolean().optional(),
  nexthops: z
    .array(
      z.object({
        ip: text.optional(),
        fib: z.boolean().optional(),
        active: z.boolean().optional(),
        unreachable: z.boolean().optional(),
        blackhole: z.boolean().optional(),
        reject: z.boolean().optional(),
      }),
    )
    .default([]),
});

/** One table of one session. Before the filters only where `soft-reconfiguration inbound` keeps a copy. */
export const ReceivedRoutes = z.object({ receivedRoutes: z.record(z.string(), anything) });
export const AdvertisedRoutes = z.object({ advertisedRoutes: z.record(z.string(), anything) });
export const SessionRoute = z.object({
  ...merits,
  network: text.optional(),
  nextHop: text.optional(),
  path: text.default(''),
});
