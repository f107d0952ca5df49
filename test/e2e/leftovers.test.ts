// The browser's files after a key was removed, stored in another way, or deleted with everything else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { launch, type Session } from '../browser/launch.ts';
import { untilWelcomeOpens } from '../browser/session-pool.ts';
import { startVirusTotal } from '../fake-virustotal/server.ts';
import { message } from '../message.ts';
import { canaries, passphrase } from './canary-search.ts';
import { filesContaining } from './canary-watch.ts';
import { changeKeyStorage } from './key-storage-steps.ts';
import {
  browsers,
  builds,
  byRole,
  enterKey,
  untilAccountListed,
  untilKeyAccepted,
  untilText,
} from './fixture.ts';

/** Adds an account with the canary key on this device. */
async function addOnDevice(session: Session): Promise<Page> {
  await untilWelcomeOpens(session);
  const options = await session.open('options.html');
  await enterKey(options, canaries.own);
  await untilKeyAccepted(options);
  await untilAccountListed(options, 'admin');
  return options;
}

async function removeAccount(options: Page): Promise<void> {
  await (await byRole(options, 'button', message('options.remove'))).click();
  const question = await byRole(options, 'group', message('options.remove_confirm', 'admin'));
  await (await byRole(question, 'button', message('options.remove_yes'))).click();
  await untilText(options, message('options.removed', 'admin'));
}

async function deleteEverything(options: Page): Promise<void> {
  await (await byRole(options, 'button', 'Delete everything')).click();
  const dialog = await byRole(options, 'dialog', message('data.delete_confirm'));
  await (await byRole(dialog, 'button', message('data.delete_yes'))).click();
  await untilText(options, message('data.deleted'));
}

const endings: [string, (options: Page) => Promise<void>][] = [
  ['is still stored', async () => undefined],
  ['was removed', removeAccount],
  [
    'was encrypted with a passphrase',
    (options) => changeKeyStorage(options, 'admin', message('key_storage.passphrase'), passphrase),
  ],
  ['was deleted with everything', deleteEverything],
];

describe.each(browsers)('the files of %s', (name) => {
  test.each(endings)(
    '[S-disk-leftovers] no file contains a key of this device that %s',
    { timeout: 120_000 },
    async (_, end) => {
      const profile = mkdtempSync(join(tmpdir(), 'vitals-leftovers-'));
      const virusTotal = await startVirusTotal();
      virusTotal.world.account('admin').key = canaries.own;
      try {
        const session = await launch(name, { port: virusTotal.port, extension: builds[name], profile });
        try {
          await end(await addOnDevice(session));
        } finally {
          // Nothing writes to the files that are searched.
          await session.close();
        }
        expect(filesContaining(profile, 'admin')).not.toEqual([]);
        for (const secret of [canaries.own, canaries.own.slice(0, 32), canaries.own.slice(32), passphrase])
          expect(filesContaining(profile, secret)).toEqual([]);
      } finally {
        await virusTotal.close();
        rmSync(profile, { recursive: true, force: true });
      }
    },
  );
});
