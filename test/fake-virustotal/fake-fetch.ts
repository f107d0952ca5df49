// `fetch` that reaches the fake VirusTotal at VirusTotal's own address, for code that runs outside a browser.
import { call } from './call.ts';
import type { VirusTotal } from './server.ts';

export const createFakeFetch =
  (virusTotal: Pick<VirusTotal, 'port'>): typeof fetch =>
  async (address, options) => {
    const { pathname, search } = new URL(address instanceof Request ? address.url : address);
    const headers = Object.fromEntries(new Headers(options?.headers));
    const answer = await call(virusTotal, pathname + search, { headers });
    const given = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    return new Response(answer.text, { status: answer.status, headers: given });
  };
