import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { FaultPlanInput } from '@/lab/faults/fault';
import type { Lab } from '@/lab/lab';
import { addRouteOutOfBand, deleteRouteOutOfBand, setSession } from '@/lab/world/edits';
import { restartGateway } from '@/lab/world/gateway-edits';
import { editNode, setAllocator } from '@/lab/kubernetes/edits';
import { EditNode, EditRoute, RestartGateway, SetAddOns, SetClock, SetLatency, SetSession } from './requests';
import { countBy, worldSummary } from './summary';

type Answer = { status: number; body: unknown };
type Handler = (lab: Lab, body: unknown, query: URLSearchParams) => Answer;

const ok = (body: unknown): Answer => ({ status: 200, body });
const done = (found: boolean): Answer =>
  found ? ok({ done: true }) : { status: 404, body: { error: 'no such object' } };

/** What can be done to the world from outside. On a port of its own, so that the API never leads here. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET /world': (lab) => ok(worldSummary(lab)),
  'GET /calls': (lab, _body, query) => {
    const { effects } = lab.world.state;
    const calls = lab.calls.list(query.get('action') ?? undefined);
    return ok({ calls, effects, effectCounts: countBy(effects.map((effect) => effect.action)) });
  },
  'GET /faults': (lab) => ok({ ...lab.faults.list(), callsPerMinute: lab.budget.perMinute }),
  'POST /faults': (lab, body) => {
    const input = FaultPlanInput.parse(body);
    lab.faults.add(body as FaultPlanInput);
    if (input.callsPerMinute !== undefined) lab.budget.perMinute = input.callsPerMinute;
    return ok(lab.faults.list());
  },
  'DELETE /faults': (lab) => {
    lab.faults.clear();
    lab.budget.perMinute = null;
    return ok(lab.faults.list());
  },
  'POST /sessions': (lab, body) => {
    const { peer, state } = SetSession.parse(body);
    return done(setSession(lab.world, peer, state));
  },
  'POST /routes': (lab, body) => {
    const edit = EditRoute.parse(body);
    if (edit.edit === 'add') return done(addRouteOutOfBand(lab.world, edit.routeTable, edit.entry));
    return done(deleteRouteOutOfBand(lab.world, edit.routeTable, edit.prefix));
  },
  'POST /gateways/restart': (lab, body) => done(restartGateway(lab.world, RestartGateway.parse(body).gateway)),
  'POST /nodes': (lab, body) => {
    const edit = EditNode.parse(body);
    if (!('allocator' in edit)) return done(editNode(lab.world, edit));
    setAllocator(lab.world, edit.allocator === 'on');
    return ok({ allocator: edit.allocator });
  },
  'POST /clock': (lab, body) => {
    lab.world.clock.setScale(SetClock.parse(body).scale);
    return ok({ scale: lab.world.clock.scale });
  },
  'POST /latency': (lab, body) => {
    const given = Object.entries(SetLatency.parse(body)).filter(([, ms]) => ms !== undefined);
    lab.world.latency = { ...lab.world.latency, ...Object.fromEntries(given) };
    return ok(lab.world.latency);
  },
  'POST /add-ons': (lab, body) => {
    const { writes, outcome } = SetAddOns.parse(body);
    return ok(
      lab.world.change(({ ack }) => {
        if (writes) ack.addOnWrites = writes;
        if (outcome) ack.addOnOutcome = outcome;
        return { writes: ack.addOnWrites, outcome: ack.addOnOutcome };
      }),
    );
  },
  'POST /reset': (lab) => {
    lab.reset();
    return ok(worldSummary(lab));
  },
};

export function createAdminServer(lab: Lab): Server {
  return createServer((request, response) => {
    void handle(lab, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(body)}\n`);
    });
  });
}

async function handle(lab: Lab, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://lab');
  // A web page must not reach in: browsers name where they come from, and a rebound name shows in the host.
  if (request.headers.origin !== undefined || !/^127\.0\.0\.1:\d+$/.test(request.headers.host ?? ''))
    return { status: 403, body: { error: 'not for browsers' } };
  const handler = HANDLERS[`${request.method} ${url.pathname}`];
  if (!handler) return { status: 404, body: { error: 'no such path', paths: Object.keys(HANDLERS) } };
  try {
    return handler(lab, await readJson(request), url.searchParams);
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
    if (error instanceof SyntaxError) return { status: 400, body: { error: 'not JSON' } };
    console.error('lab: an admin call broke', error);
    return { status: 500, body: { error: 'the lab broke; see its log' } };
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}
