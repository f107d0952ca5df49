// `npm run conformance`: compares VirusTotal's answers with its documents, and prints names, types and shapes, no values. The key
// is in a header only, and nothing prints it.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { looksLikeKey } from '../core/common/ids.ts';
import { second } from '../core/common/time-units.ts';
import { conformanceReport } from '../core/domain/conformance-report.ts';
import { createClient } from '../core/virustotal/client.ts';
import { checkConformance, maximumCalls } from '../core/virustotal/conformance.ts';
import { createFakeFetch } from '../test/fake-virustotal/fake-fetch.ts';
import { startVirusTotal, type PersonaName } from '../test/fake-virustotal/server.ts';

const usage = `npm run conformance -- [options]

  --key-file FILE   the file with your API key; makes at most ${maximumCalls} requests to VirusTotal
  --user ID         the user id of the key. Without it the key is in the URL of one request, because
                    VirusTotal has no other way to find its owner
  --slow            a pause of 16 seconds between requests, for the 4 requests a minute of a free key
  --fake            the fake VirusTotal instead; costs nothing
  --persona NAME    whose key to use there; "admin" unless said otherwise`;

type Source = { fetch: typeof fetch; key: string; user?: string | undefined; isSlow: boolean };

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 16 * second));

async function report({ fetch, key, user, isSlow }: Source): Promise<string> {
  const client = createClient({ fetch, key });
  const id = user ?? (await client.owner()).id;
  if (user === undefined && isSlow) await pause();
  const most = user === undefined ? maximumCalls - 1 : maximumCalls;
  return conformanceReport(await checkConformance(client, id, { most, ...(isSlow && { pause }) }));
}

async function reportOfFake(persona: string): Promise<string> {
  const virusTotal = await startVirusTotal({ page: false });
  try {
    const key = virusTotal.keys[persona as PersonaName] as string | undefined;
    if (key === undefined) throw new Error(`The fake VirusTotal has no persona "${persona}".`);
    return await report({ fetch: createFakeFetch(virusTotal), key, user: persona, isSlow: false });
  } finally {
    await virusTotal.close();
  }
}

function readKey(file: string): string {
  const key = readFileSync(file, 'utf8').trim();
  if (!looksLikeKey(key)) throw new Error(`${file} contains no API key: it has 64 letters and digits.`);
  return key;
}

async function main(): Promise<string> {
  const { values } = parseArgs({
    options: {
      'key-file': { type: 'string' },
      user: { type: 'string' },
      slow: { type: 'boolean', default: false },
      fake: { type: 'boolean', default: false },
      persona: { type: 'string', default: 'admin' },
    },
  });
  const { 'key-file': file, user, slow, fake, persona } = values;
  if (fake) return reportOfFake(persona);
  if (file === undefined) return usage;
  return report({ fetch, key: readKey(file), user, isSlow: slow });
}

try {
  console.log(await main());
} catch (error) {
  console.error(`The check stopped: ${(error as Error).message || 'VirusTotal did not answer as expected.'}`);
  process.exitCode = 1;
}
