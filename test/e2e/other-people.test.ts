// What is stored about other people in real browsers: nothing on disk for an account with a passphrase, and nothing at all after
// "Forget other people".
import { expect, test } from 'vitest';
import type { Session } from '../browser/launch.ts';
import { message } from '../message.ts';
import { browsers, byRole, until, untilText, withExtension } from './fixture.ts';
import { changeKeyStorage } from './key-storage-steps.ts';

const passphrase = 'harvest violin umbrella moss';

async function textOnDisk(session: Session): Promise<string> {
  const { local, sync } = await session.storage();
  return JSON.stringify([local, sync, await session.indexedDb()]);
}

const textInMemory = async (session: Session): Promise<string> =>
  JSON.stringify((await session.storage()).session);

test.each(browsers)(
  '[S-disk-people] in %s, what an account with a passphrase sees of others is in memory until the lock',
  (name) =>
    withExtension(name, async ({ session, addAccountByHand, visit }) => {
      const options = await addAccountByHand('spellman');
      await changeKeyStorage(options, 'spellman', message('key_storage.passphrase'), passphrase);
      await untilText(await visit('outsider'), message('panel.seen_by', 'spellman'));
      expect(await textOnDisk(session)).not.toContain('outsider');
      expect(await textInMemory(session)).toContain('outsider');
      await options.bringToFront();
      await (await byRole(options, 'button', message('locking.now'))).click();
      await until('memory is empty', async () => !(await textInMemory(session)).includes('outsider'));
    }),
);

test.each(browsers)(
  '[S-disk-people] in %s, "Forget other people" leaves nothing of a looked-up user',
  (name) =>
    withExtension(name, async ({ session, addAccountByHand, visit }) => {
      const options = await addAccountByHand('spellman');
      await untilText(await visit('outsider'), message('panel.seen_by', 'spellman'));
      expect(await textOnDisk(session)).toContain('outsider');
      await options.bringToFront();
      await (await byRole(options, 'button', message('data.forget'))).click();
      await untilText(options, message('data.forgotten'));
      expect(await textOnDisk(session)).not.toContain('outsider');
    }),
);
