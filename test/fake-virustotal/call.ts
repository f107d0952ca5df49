// A plain HTTPS client for tests: no certificate check, one connection per call unless an agent keeps it open.
import { request } from 'node:https';
import type { Agent } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { VirusTotal } from './server.ts';

/** Any JSON value, whose members tests access directly. */
export type Json = { readonly [name: string]: Json };
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; json: () => Json };

export type CallOptions = { key?: string; method?: string; headers?: Record<string, string>; agent?: Agent };

/** @param path after `/api/v3` if it starts with neither `/api` nor a page's path: `/users/free` */
export function call(
  virusTotal: Pick<VirusTotal, 'port'>,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const { key, method = 'GET', headers = {}, agent = false } = options;
  const full = /^\/(api|ui|gui)(\/|$)/.test(path) ? path : `/api/v3${path}`;
  const auth: Record<string, string> = key === undefined ? {} : { 'x-apikey': key };
  return new Promise((resolve, reject) => {
    const { port } = virusTotal;
    const settings = { host: '127.0.0.1', port, path: full, method, rejectUnauthorized: false, agent };
    const outgoing = request(
      { ...settings, headers: { host: 'www.virustotal.com', ...auth, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const status = incoming.statusCode ?? 0;
          resolve({ status, headers: incoming.headers, text, json: () => JSON.parse(text) as Json });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Returns the text at a path in a response; throws for anything else. */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`Expected text, found ${JSON.stringify(value)}`);
  return value;
}
