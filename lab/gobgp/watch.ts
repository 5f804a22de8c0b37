import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Gateway } from '@/domain/estate/gateway';
import { bestOf } from '@/lab/world/gateway';
import { gatewaySessions, gatewayTable } from '@/lab/world/gateway-sessions';
import type { World } from '@/lab/world/world';
import { peerMessage } from './answers';
import { wirePath } from './wire';

type Message = Record<string, unknown>;
type Request = { peer?: object | null; table?: object | null };

/** Time passes in the world when somebody looks, so somebody does. */
const LOOK_MS = 150;
/** So long after a change nothing moves by itself any more: sessions have come up, with a few looks to see it. */
const CALM_MS = 4 * LOOK_MS;

/** How things are, then what changes: sessions by their state, best paths as they come and go. Without keys, as GoBGP sends it. */
export function watchEvents(
  call: ServerWritableStream<Request, Message>,
  world: World,
  find: () => Gateway | undefined,
): void {
  const { peer: wantsPeers, table: wantsTable } = call.request;
  let known = look(world, find());
  if (wantsPeers) {
    for (const message of known.peers.values()) call.write({ peer: { type: 'INIT', peer: message } });
    call.write({ peer: { type: 'END_OF_INIT' } });
  }
  // Two hundred gateways that all look ten times a second, for nothing, would leave the lab no time to answer.
  let calmAt = 0;
  const wake = () => (calmAt = world.now + world.latency.sessionMs + CALM_MS);
  wake();
  world.listeners.add(wake);
  const timer = setInterval(() => {
    // What is under way will move something when it arrives.
    if (world.state.transitions.length > 0) wake();
    if (world.now > calmAt) return;
    const seen = look(world, find());
    if (wantsPeers)
      for (const [name, message] of seen.peers)
        if (!known.peers.has(name)) call.write({ peer: { type: 'STATE', peer: message } });
    const come = [...seen.paths].filter(([name]) => !known.paths.has(name)).map(([, path]) => path);
    const gone = [...known.paths]
      .filter(([name]) => !seen.paths.has(name))
      .map(([, path]) => ({ ...path, is_withdraw: true }));
    if (wantsTable && come.length + gone.length > 0) call.write({ table: { paths: [...gone, ...come] } });
    known = seen;
  }, LOOK_MS).unref();
  const stop = () => {
    clearInterval(timer);
    world.listeners.delete(wake);
  };
  call.on('cancelled', stop);
  call.on('close', stop);
}

/** Peers by address and state, best paths by all that makes them what they are. */
function look(
  { state, now }: World,
  gateway: Gateway | undefined,
): { peers: Map<string, Message>; paths: Map<string, Message> } {
  if (!gateway) return { peers: new Map(), paths: new Map() };
  const sessions = gatewaySessions(state, gateway, now);
  return {
    peers: new Map(
      sessions.map((session) => {
        const silent = { ...session, peer: { ...session.peer, key: '' } };
        return [`${session.peer.address} ${session.state} ${session.peer.adminDown}`, peerMessage(gateway, silent)];
      }),
    ),
    paths: new Map(bestOf(gatewayTable(state, gateway, now)).map((path) => [JSON.stringify(path), wirePath(path)])),
  };
}
