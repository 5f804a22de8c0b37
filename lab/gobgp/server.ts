import { Server, ServerCredentials, type ServerUnaryCall, type ServerWritableStream, status } from '@grpc/grpc-js';
import type { Gateway } from '@/domain/estate/gateway';
import type { Lab } from '@/lab/lab';
import { newRequestId } from '@/lab/alibaba/errors';
import { Parameters } from '@/lab/alibaba/parameters';
import { bgpOf, destinationsOf, peersOf, type TableRequest } from './answers';
import { Refusal } from './refusal';
import { type Failure, strike } from './strike';
import { watchEvents } from './watch';
import { SERVICE } from './wire';
import { WRITES } from './writes';

type Message = Record<string, unknown>;
type Unary = ServerUnaryCall<never, Message>;
type Stream = ServerWritableStream<never, Message>;

/** The gRPC server of one gateway, on loopback; a wished port that is taken gives way to a free one. */
export async function openGateway(
  lab: Lab,
  key: string,
  wished: number,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new Server();
  server.addService(SERVICE, handlersOf(lab, key) as never);
  const port = await bind(server, wished).catch(() => bind(server, 0));
  // Streams of events never end by themselves.
  return { port, close: () => Promise.resolve(server.forceShutdown()) };
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
}

function handlersOf(lab: Lab, key: string): Record<string, unknown> {
  // The world may be built anew, so a gateway is looked for with every call.
  const gateway = () => lab.world.state.estate.gateways.find((each) => each.key === key);
  const unary = (method: string, answer: (gateway: Gateway, request: never) => Message) => (call: Unary, back: Back) =>
    void answerUnary(lab, method, gateway(), call.request, (found) => answer(found, call.request), back);
  const stream = (method: string, answer: (gateway: Gateway, request: never) => Message[]) => (call: Stream) =>
    void answerStream(lab, method, gateway(), call, (found) => answer(found, call.request));
  const { world } = lab;
  const writes = Object.entries(WRITES).map(([method, write]) => [
    method,
    unary(method, (found, request) =>
      world.change((state) => {
        const { subject, answer } = write(state, found, request);
        world.recordEffect({ action: `gobgp.${method}`, subject: `${key}|${subject}`, requestId: newRequestId() });
        return answer;
      }),
    ),
  ]);
  return {
    ...Object.fromEntries(writes),
    GetBgp: unary('GetBgp', bgpOf),
    GetTable: unary('GetTable', (found, request: TableRequest) => {
      const count = destinationsOf(world.state, found, world.now, request).length;
      return { num_destination: count, num_path: count, num_accepted: count };
    }),
    ListPeer: stream('ListPeer', (found, { address }: { address: string }) =>
      peersOf(world.state, found, world.now, address),
    ),
    ListPath: stream('ListPath', (found, request: TableRequest) =>
      destinationsOf(world.state, found, world.now, request),
    ),
    WatchEvent: (call: Stream) => watchEvents(call, world, gateway),
  };
}

type Back = (error: Failure | null, message?: Message) => void;

async function answerUnary(
  lab: Lab,
  method: string,
  gateway: Gateway | undefined,
  request: object,
  answer: (gateway: Gateway) => Message,
  back: Back,
): Promise<void> {
  const struck = await strike(lab, method, gateway?.key ?? '', request);
  if (struck === 'stall') return log(lab, method, request, 'stalled');
  if (struck && !struck.afterEffect) return refuse(struck);
  try {
    if (!gateway) throw new Refusal("bgp server hasn't started yet");
    const message = answer(gateway);
    if (struck) return refuse(struck);
    log(lab, method, request, 200);
    back(null, message);
  } catch (thrown) {
    refuse(failureOf(thrown));
  }
  function refuse(failure: Failure): void {
    log(lab, method, request, failure.code);
    back(failure);
  }
}

async function answerStream(
  lab: Lab,
  method: string,
  gateway: Gateway | undefined,
  call: Stream,
  answer: (gateway: Gateway) => Message[],
): Promise<void> {
  const struck = await strike(lab, method, gateway?.key ?? '', call.request);
  if (struck === 'stall') return log(lab, method, call.request, 'stalled');
  try {
    if (struck && !struck.afterEffect) throw struck;
    if (!gateway) throw new Refusal("bgp server hasn't started yet");
    const messages = answer(gateway);
    // What breaks afterwards breaks half way: so much was on the wire already.
    for (const message of struck ? messages.slice(0, Math.ceil(messages.length / 2)) : messages) call.write(message);
    if (struck) throw struck;
    log(lab, method, call.request, 200);
    call.end();
  } catch (thrown) {
    const failure = failureOf(thrown);
    log(lab, method, call.request, failure.code);
    call.emit('error', failure);
  }
}

function failureOf(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) return thrown as Failure;
  if (thrown instanceof Refusal) return { code: status.UNKNOWN, details: thrown.message };
  console.error('lab: a gateway broke', thrown);
  return { code: status.INTERNAL, details: 'the lab broke' };
}

function log(lab: Lab, method: string, request: object, outcome: number | 'stalled'): void {
  const { address, name, table_type: table } = request as Record<string, unknown>;
  const shown = Object.entries({ address, name, table }).filter(
    ([, value]) => typeof value === 'string' && value !== '',
  );
  lab.calls.add({
    action: `gobgp.${method}`,
    parameters: Parameters.of(Object.fromEntries(shown) as Record<string, string>),
    requestId: newRequestId(),
    at: new Date(lab.world.clock.wall()).toISOString(),
    outcome,
  });
}
