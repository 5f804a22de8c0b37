import type { Flow } from '@/domain/estate/flow';
import { oncePer, oncePerPair } from '@/domain/memo';
import { traceBothWays, type Traced } from '@/domain/routing/answers/direction';
import { groupBy, type EstateIndex } from '@/domain/routing/estate-index';
import { shareState } from '@/domain/routing/gateway/firewall-group';
import { assumptionsOf, devicesOf, hasArrived, type Packet } from '@/domain/routing/packet';
import type { FlowVerdict, Verdict } from '@/domain/routing/verdict';
import type { Check, Finding } from '../finding';

/**
 * A flow that leaves by one VBR and is answered by another: it works until something on the way keeps state, a firewall above
 * all, and sees only half of each connection (F18). Ways of equal cost over the same VBRs in both directions are left alone, and so is
 * what may well come back the way it went, as far as anybody knows by which of a site's gateways its hosts send. Nor is it said where all
 * of the gateways share their state.
 */
export const asymmetricPath: Check = ({ index, verdicts }) => {
  const crooked = verdicts.filter(seemsCrooked).flatMap(({ flow: key }) => {
    const flow = flowsByKey(index.estate.flows).get(key);
    if (!flow) return [];
    const { there, answers } = waysOf(index, flow);
    return areCrooked(index, there, answers) ? [{ key, there: namesOf(there), answers: namesOf(answers) }] : [];
  });
  // Flows opened from either end go over the same two: one cause.
  return [...groupBy(crooked, ({ there, answers }) => [there, answers].sort().join('; '))].map(([, each]): Finding => {
    const { there = '', answers = '', key = '' } = each[0] ?? {};
    return {
      code: 'F18',
      kind: 'asymmetric-path',
      severity: 'warning',
      owner: 'idc',
      subject: { kind: 'vbr', key: [there, answers].sort()[0]?.split(', ')[0] ?? '' },
      params: { forward: there, back: answers, count: each.length, flow: key },
      flows: each.map((one) => one.key),
    };
  });
};

const flowsByKey = oncePer((flows: readonly Flow[]) => new Map(flows.map((flow) => [flow.key, flow])));

const seemsCrooked = oncePer(
  ({ kind, forward, back }: FlowVerdict) => kind !== 'unreachable' && vbrsOn(forward) !== vbrsOn(back),
);

function vbrsOn({ hops }: Verdict): string {
  return hops.flatMap(({ place }) => (place.kind === 'vbr' ? [place.key] : [])).join(', ');
}

/** The VBRs that parts of a flow pass one way. `guessed`: by which gateways it leaves its site is not known, and all of them are told. */
type Ways = { vbrs: readonly string[]; gateways: readonly string[]; guessed: boolean };

function namesOf({ vbrs }: Ways): string {
  return vbrs.join(', ');
}

function areCrooked(index: EstateIndex, there: Ways, answers: Ways): boolean {
  if (shareState(index, [...there.gateways, ...answers.gateways])) return false;
  if (there.vbrs.length === 0 || answers.vbrs.length === 0 || namesOf(there) === namesOf(answers)) return false;
  const isShared = there.vbrs.some((vbr) => answers.vbrs.includes(vbr));
  return !(isShared && (there.guessed || answers.guessed));
}

/** All VBRs that any part of a flow passes, each way: the hops of a verdict are those of one part. */
const waysOf = oncePerPair((index: EstateIndex, { from, to }: Flow) => {
  const { there, back } = traceBothWays(index, from, to);
  return { there: passed(there), answers: passed(back) };
});

/** Of what arrives: where the rest would have gone on to nobody knows. */
function passed(traced: Traced): Ways {
  const outcomes = traced.outcomes.filter(({ end }) => hasArrived(end));
  const devices = outcomes.flatMap(({ packet }) => devicesOf(packet));
  return {
    vbrs: [...new Set(devices.flatMap(({ at, key }) => (at === 'vbr' ? [key] : [])))].sort(),
    gateways: [...new Set(devices.flatMap(({ at, key }) => (at === 'gateway' ? [key] : [])))],
    guessed: new Set(outcomes.flatMap(({ packet }) => gatewaysGuessed(packet))).size > 1,
  };
}

/** The gateway that a host or a node is taken to send to. */
function gatewaysGuessed(packet: Packet): readonly string[] {
  return assumptionsOf(packet).flatMap(({ code, params }) =>
    code === 'node-sends-to-lan-gateway' ? [String(params.gateway)] : [],
  );
}
