import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { groupFamily } from '@/domain/estate/bgp';
import { byText } from '@/domain/estate/projection';
import { Remembered } from '@/domain/memo';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { healthBetween, seenByGateway } from '../sessions/bgp-session';
import type { EstateIndex } from '../estate-index';
import { whyDown, withoutPolicy } from '../gateway/gateway-learned';
import { tellingOf } from '../gateway/gateway-row';
import { gatewaysOf } from '../sessions/link';
import { narrowedTo, type Ending, type Packet } from '../packet';
import { Partition } from '../tables/partition';
import { lacksPolicy } from '../sessions/session-health';
import { aroundVbr, type Surroundings } from '../gateway/surroundings';
import { sessionsToward, trailsOf, type Trail, type TrailStage, type VanishReason } from './trail';
import type { Reason } from '../verdict';

/** One pod subnet at a gateway, and what keeps a VBR from being told of it; null: nothing that is known. */
type Untold = { prefix: Prefix; why: Ending | null };

const untold = new Remembered<Surroundings, Partition<Untold>>();

/**
 * Why a VBR has no row for edge pods that a gateway should have told it of: a session that is down, or has no policy, or takes no
 * more routes, a filter of the gateway, or a path that holds the number of the cloud. The way there fails for the same cause then as the way back, and a row of the VBR's own would only hide it. Null where
 * nothing of the kind is known: a row is what is missing.
 */
export function explainUnlearnt(
  index: EstateIndex,
  vbr: Vbr,
  packet: Packet,
): readonly { part: Packet; why: Ending | null }[] {
  const explained = untoldTo(index, vbr)
    .cut(packet.destination)
    .parts.flatMap(({ part, cover }) => {
      const why = tellingAmong(cover.items);
      return why ? [{ destination: part, why }] : [];
    });
  // What only lacks a row stays one part, however many pod subnets it holds.
  const rest = packet.destination.subtract(RangeSet.union(explained.map(({ destination }) => destination)));
  return [
    ...explained.map(({ destination, why }) => ({ part: narrowedTo(packet, destination), why })),
    ...(rest.isEmpty() ? [] : [{ part: narrowedTo(packet, rest), why: null }]),
  ];
}

/** The part of a range for whose want of a row such a cause is known. */
export function explainedPart(index: EstateIndex, vbr: Vbr, range: RangeSet): RangeSet {
  if (range.isEmpty()) return range;
  const { parts } = untoldTo(index, vbr).cut(range);
  return RangeSet.union(parts.flatMap(({ part, cover }) => (tellingAmong(cover.items) ? [part] : [])));
}

function untoldTo(index: EstateIndex, vbr: Vbr): Partition<Untold> {
  return untold.of(aroundVbr(index, vbr), [], () =>
    Partition.of(
      gatewaysOf(index, vbr).flatMap((gateway) => untoldBy(index, vbr, gateway)),
      ({ prefix }) => prefix,
    ),
  );
}

/** Several that might have told of it: what nobody kept from one of them is not explained. */
function tellingAmong(items: readonly Untold[]): Ending | null {
  const whys = items.map(({ why }) => why);
  const known = whys.filter((why) => why !== null);
  return known.length < whys.length ? null : ([...known].sort((a, b) => byText(tellingOf(a), tellingOf(b)))[0] ?? null);
}

function untoldBy(index: EstateIndex, vbr: Vbr, gateway: Gateway): readonly Untold[] {
  if (sessionsToward(index, gateway, vbr).length === 0) return [];
  return trailsOf(index, gateway, vbr).map((trail) => ({
    prefix: trail.prefix,
    why: whyUntold(index, vbr, gateway, trail),
  }));
}

function whyUntold(index: EstateIndex, vbr: Vbr, gateway: Gateway, { prefix, vanishedAt }: Trail): Ending | null {
  const sessions = sessionsToward(index, gateway, vbr).filter(
    ({ group }) => groupFamily(group) === prefixFamily(prefix),
  );
  if (sessions.length === 0) return null;
  const health = sessions.map((session) => healthBetween(index, session, gateway));
  const params = { vbr: vbr.key, gateway: gateway.key, prefix };
  const up = sessions.filter((_, at) => health[at] === 'established');
  if (up.length === 0) return health.includes('unknown') ? null : whyDown(index, sessions, params);
  const seen = up.map((session) => seenByGateway(index, session, gateway));
  const [mute] = seen;
  if (mute && seen.every((each) => lacksPolicy(each, 'out'))) return withoutPolicy(gateway, mute);
  const found = vanishedAt && VANISHED[vanishedAt.why];
  if (!found || vanishedAt.stage !== found.stage) return null;
  const reason = { code: found.code, params: { ...params, ...vanishedAt.over } };
  return { kind: 'unreachable', reason, finding: found.finding, owner: 'idc' };
}

/** What of an announcement's end is known, and is the gateway's to mend. */
const VANISHED: Readonly<Partial<Record<VanishReason, { stage: TrailStage; code: Reason['code']; finding: string }>>> =
  {
    'filtered-out': { stage: 'sent', code: 'announcement-filtered', finding: 'C06' },
    'as-loop': { stage: 'vbr', code: 'announcement-looped', finding: 'F32' },
    'over-limit': { stage: 'vbr', code: 'announcement-over-limit', finding: 'F10' },
  };
