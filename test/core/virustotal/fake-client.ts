// A client of the fake VirusTotal for one of its personas.
import { createClient } from '../../../core/virustotal/client.ts';
import { createFakeFetch } from '../../fake-virustotal/fake-fetch.ts';
import type { PersonaName, VirusTotal } from '../../fake-virustotal/server.ts';

export function createFakeClient(virusTotal: VirusTotal, persona: PersonaName) {
  const calls: boolean[] = [];
  const client = createClient({
    key: virusTotal.keys[persona],
    fetch: createFakeFetch(virusTotal),
    onCall: async ({ free }) => void calls.push(free),
  });
  return { client, calls };
}
