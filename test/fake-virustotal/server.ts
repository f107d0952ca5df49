// The fake VirusTotal: one HTTPS server on loopback with the API, the web page, and the controls for tests.
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { generate } from 'selfsigned';
import { createApi } from './api.ts';
import { createClock } from './clock.ts';
import { createFaults } from './faults.ts';
import type { Fault, FaultMatch } from './faults.ts';
import { matches, rollOver } from './meter.ts';
import type { RequestFilter } from './meter.ts';
import { createPageHost } from './page-host.ts';
import type { PageHost, PageOptions } from './page-host.ts';
import type { Clock, PersonaName, Recorded, World } from './types.ts';
import { createWorld, personaNames } from './world.ts';

export type { Fault } from './faults.ts';
export type { PageOptions } from './page-host.ts';
export type { PersonaName } from './types.ts';

/** A request to the page's private `/ui/`; `own`: sent by the page itself (header `x-page: own`). */
export type UiRequest = { at: number; method: string; path: string; own: boolean };

/** Any request as it arrived, so that tests can search it for what it must not contain. */
export type Arrival = { method: string; path: string; headers: Record<string, string>; body: string };

export type VirusTotal = {
  /** HTTPS on 127.0.0.1, with a self-signed certificate for www.virustotal.com that is new at every start */
  readonly port: number;
  readonly clock: Clock;
  /** the current API key of each persona */
  readonly keys: Record<PersonaName, string>;
  /** every API request, oldest first */
  readonly requests: Recorded[];
  readonly uiRequests: UiRequest[];
  /** every request to API, `/ui/` and page, as it came in, oldest first */
  readonly arrivals: Arrival[];
  readonly world: World;
  /** the options of the web page */
  readonly page: Pick<PageHost, 'set' | 'reset'>;
  count(filter?: RequestFilter): number;
  /** resolves once `times` matching requests have arrived, including those before the call */
  seen(filter?: RequestFilter, times?: number): Promise<void>;
  /** the newest matching rule applies; `null` removes the rules with the same route and caller */
  throw(fault: Fault | null, match?: FaultMatch): void;
  clearFaults(): void;
  /** releases the requests held by a `slow` fault without `ms` */
  release(): void;
  /** how many requests are held */
  readonly held: number;
  /** stops listening: connections are refused until `goOnline` */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  /** resets world, faults, counts and clock */
  reset(): void;
  close(): Promise<void>;
};

/** `page: false` starts without the web page, which is faster for API tests. */
export type StartOptions = { port?: number; page?: PageOptions | false };

const host = '127.0.0.1';

export async function startVirusTotal(options: StartOptions = {}): Promise<VirusTotal> {
  let world = createWorld(Date.now());
  const clock = createClock((before, after) => rollOver(world, before, after));
  const faults = createFaults();
  const requests: Recorded[] = [];
  const uiRequests: UiRequest[] = [];
  const arrivals: Arrival[] = [];
  let watchers: (() => boolean)[] = [];

  const record = (request: Recorded) => {
    requests.push(request);
    watchers = watchers.filter((isDone) => !isDone());
  };
  const count = (filter: RequestFilter = {}) => requests.filter((request) => matches(request, filter)).length;
  const api = createApi({ world: () => world, clock, faults, requests, record });
  const page = await createPageHost(options.page ?? {}, () => world);

  const serve = (request: Request, bindings: HttpBindings) => {
    const { pathname, search } = new URL(request.url);
    arrivals.push(arrivalOf(request, pathname + search));
    if (pathname.startsWith('/api/')) return api.fetch(request, bindings);
    if (pathname.startsWith('/ui/')) {
      const own = request.headers.get('x-page') === 'own';
      uiRequests.push({ at: clock.now(), method: request.method, path: pathname + search, own });
    }
    return page.fetch(request);
  };
  const listener = getRequestListener((request, bindings) => serve(request, bindings as HttpBindings));
  const server = createServer(await certificate(), (incoming, outgoing) => void listener(incoming, outgoing));
  const sockets = openSocketsOf(server);
  const port = await listen(server, options.port ?? 0);

  return {
    port,
    clock,
    get keys() {
      return keysOf(world);
    },
    requests,
    uiRequests,
    arrivals,
    get world() {
      return world;
    },
    page,
    count,
    seen: (filter = {}, times = 1) =>
      new Promise((resolve) => {
        const isDone = () => {
          const done = count(filter) >= times;
          if (done) resolve();
          return done;
        };
        if (!isDone()) watchers.push(isDone);
      }),
    throw: (fault, match) => faults.throw(fault, match),
    clearFaults: () => faults.clear(),
    release: () => faults.release(),
    get held() {
      return faults.held;
    },
    goOffline: () => stop(server, sockets),
    goOnline: async () => void (await listen(server, port)),
    reset() {
      faults.clear();
      requests.length = 0;
      uiRequests.length = 0;
      arrivals.length = 0;
      clock.reset();
      page.reset();
      world = createWorld(clock.now());
    },
    async close() {
      faults.clear();
      await stop(server, sockets);
    },
  };
}

function arrivalOf(request: Request, path: string): Arrival {
  const arrival = { method: request.method, path, headers: Object.fromEntries(request.headers), body: '' };
  const bodyless = request.method === 'GET' || request.method === 'HEAD';
  if (!bodyless)
    void request
      .clone()
      .text()
      .then((body) => (arrival.body = body));
  return arrival;
}

function keysOf(world: World): Record<PersonaName, string> {
  const pairs = personaNames.map((name) => [name, world.find(name)?.key ?? '']);
  return Object.fromEntries(pairs) as Record<PersonaName, string>;
}

async function certificate(): Promise<{ key: string; cert: string }> {
  const altNames = [
    { type: 2 as const, value: 'www.virustotal.com' },
    { type: 2 as const, value: 'localhost' },
    { type: 7 as const, ip: host },
  ];
  const pems = await generate([{ name: 'commonName', value: 'www.virustotal.com' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: pems.private, cert: pems.cert };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The open sockets, also those on which the handshake of TLS goes on: the server does not count them as its connections yet. */
function openSocketsOf(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}

async function stop(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  for (const socket of sockets) socket.destroy();
  await closed;
}
