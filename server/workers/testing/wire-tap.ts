import type { RunningLab } from '@/lab/testing';

/** One write on its way through the lab, by the router it concerns. */
export type Tapped = { router: string; action: string };

/** One change of the lab's world: what was created or deleted where, and the id of the request that did it. */
export type Happened = { router: string; kind: 'create' | 'delete'; what: string; requestId: string };

type Ears = { request: (write: Tapped) => void; effect: (happened: Happened) => void };

/** Listens within the lab's own process, so that something can be done while a call is under way. */
export function tapWire({ lab, world }: RunningLab, ears: Ears): void {
  const tables = new Map(world.state.tables.map((table) => [table.id, table.router]));
  const groups = new Map(world.state.groups.map((group) => [group.id, group.vbr]));
  const peerBy = (id: string | undefined) => world.state.peers.find((peer) => peer.id === id);

  const strike = lab.faults.strike.bind(lab.faults);
  lab.faults.strike = (action, parameters) => {
    const { RouteTableId = '', BgpGroupId = '', BgpPeerId } = parameters;
    const router = tables.get(RouteTableId) ?? groups.get(BgpGroupId) ?? peerBy(BgpPeerId)?.vbr;
    if (!action.startsWith('Describe') && router !== undefined) ears.request({ router, action });
    return strike(action, parameters);
  };
  const recordEffect = world.recordEffect.bind(world);
  world.recordEffect = (effect) => {
    const { action, subject, requestId } = effect;
    const [place = '', what = ''] = subject.split(' ');
    const kind = action.startsWith('Create') ? 'create' : 'delete';
    const peer = peerBy(subject);
    if (peer) ears.effect({ router: peer.vbr, kind, what: peer.address, requestId });
    else ears.effect({ router: tables.get(place) ?? place, kind, what, requestId });
    return recordEffect(effect);
  };
}
