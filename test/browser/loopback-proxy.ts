// The only way out a test browser has: www.virustotal.com leads to the fake on loopback, every other host is
// refused and remembered.
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

const VIRUSTOTAL = 'www.virustotal.com:443';

export type LoopbackProxy = {
  port: number;
  /** "host:port" of every connection refused, oldest first. */
  refused(): readonly string[];
  /** Leads to another fake from now on, ends all connections and forgets what was refused. */
  leadTo(port: number): void;
  close(): Promise<void>;
};

/** `port`: where the fake VirusTotal speaks HTTPS on 127.0.0.1. */
export async function startLoopbackProxy(firstPort: number): Promise<LoopbackProxy> {
  let port = firstPort;
  const refused: string[] = [];
  const open = new Set<Duplex>();
  const server = createServer((request, response) => {
    refused.push(hostOf(request.url ?? ''));
    response.writeHead(403, { connection: 'close' }).end();
  });
  server.on('connection', (socket) => track(open, socket));
  server.on('connect', (request, client: Duplex, head: Buffer) => {
    if (request.url === VIRUSTOTAL) {
      tunnel(client, head, port, open);
      return;
    }
    refused.push(request.url ?? '');
    client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await listen(server);
  const endConnections = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    refused: () => refused,
    leadTo: (next) => {
      port = next;
      refused.length = 0;
      endConnections();
    },
    close: async () => {
      endConnections();
      await new Promise<void>((done) => {
        server.close(() => done());
      });
    },
  };
}

function tunnel(client: Duplex, head: Buffer, port: number, open: Set<Duplex>): void {
  const upstream = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.write(head);
    upstream.pipe(client).pipe(upstream);
  });
  track(open, upstream);
  // A browser that closes mid-request is nothing to report: each end takes the other with it.
  upstream.on('close', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

function track(open: Set<Duplex>, socket: Duplex): void {
  open.add(socket);
  socket.on('error', () => undefined);
  socket.on('close', () => open.delete(socket));
}

function hostOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? url : `${parsed.hostname}:${parsed.port === '' ? '80' : parsed.port}`;
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
}
