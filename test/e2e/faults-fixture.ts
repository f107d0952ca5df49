// What the fault matrix needs beside a fixture: commands, stored accounts, ended waits and counted requests.
import { parseState } from '../../core/storage/schema.ts';
import type { Account, Failure } from '../../core/domain/account.ts';
import type { Command, Input } from '../../core/messages.ts';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import type { Session } from '../browser/launch.ts';
import type { VirusTotal } from '../fake-virustotal/server.ts';
import type { FaultRow } from './faults-table.ts';

/** Sends a command from an extension page, as our own pages do. */
export const sendCommand = <C extends Command>(page: Page, command: C, input: Input<C>): Promise<unknown> =>
  runWithApi(page, (api, message) => api.runtime.sendMessage(message), { command, input });

export async function readAccount(session: Session, id: string): Promise<Account | undefined> {
  const { local } = await session.storage();
  return parseState(local).accounts.find((account) => account.id === id);
}

type Failing = { failure?: Failure; failures?: Record<string, Failure> };

/** Lets the wait after a failure pass: what is stored under `key` failed long ago. */
export const endWait = (page: Page, key: string): Promise<void> =>
  runWithApi(
    page,
    async (api, name) => {
      const stored = await api.storage.local.get(name);
      const { failure, failures = {} } = stored[name] as Failing;
      for (const each of [...Object.values(failures), ...(failure ? [failure] : [])])
        if (each.retryAt !== undefined) each.retryAt = each.at;
      await api.storage.local.set(stored);
    },
    key,
  );

/** What is remembered of a first failure: its kind, and the next try when it should be. */
export function expectFailure(failure: Failure | undefined, { kind, wait }: FaultRow): void {
  expect(failure).toMatchObject({ kind, tries: 1 });
  expect((failure?.retryAt ?? NaN) - (failure?.at ?? NaN)).toBe(wait * 1000);
}

/**
 * Counts VirusTotal's requests from now on, by path without query; one that never arrives is not among them. Where a
 * connection that was kept open is reset, Chromium itself sends the request once more: that is counted as one.
 */
export function countRequests({ requests }: VirusTotal, row?: FaultRow): () => Record<string, number> {
  const before = requests.length;
  const isReset = typeof row?.fault === 'object' && row.fault.kind === 'reset';
  return () => {
    const counts: Record<string, number> = {};
    const asked = requests.slice(before);
    const isTwin = (at: number) => asked[at - 1]?.path === asked[at]?.path && asked[at]?.status === 0;
    const twin = isReset ? asked.findIndex((_, at) => isTwin(at)) : -1;
    for (const { path } of asked.filter((_, at) => at !== twin)) {
      const [name = ''] = path.replace('/api/v3', '').split('?');
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  };
}
