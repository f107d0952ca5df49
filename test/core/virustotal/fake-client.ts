// A client of the fake VirusTotal for one of its personas.
import { createClient } from '../../../core/virustotal/client.ts';
import { call } from '../../fake-virustotal/call.ts';
import type { PersonaName, VirusTotal } from '../../fake-virustotal/server.ts';

export function createFakeClient(virusTotal: VirusTotal, persona: PersonaName) {
  const calls: boolean[] = [];
  const client = createClient({
    key: virusTotal.keys[persona],
    fetch: async (address, options) => {
      const { pathname, search } = new URL(address instanceof Request ? address.url : address);
      const answer = await call(virusTotal, pathname + search, {
        headers: options?.headers as Record<string, string>,
      });
      const type = answer.headers['content-type'] ?? '';
      return new Response(answer.text, { status: answer.status, headers: { 'content-type': type } });
    },
    onCall: async ({ free }) => void calls.push(free),
  });
  return { client, calls };
}
