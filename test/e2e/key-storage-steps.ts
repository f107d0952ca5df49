// What a person does to choose how a key is kept, to lock it and to unlock it.
import type { Page } from 'puppeteer-core';
import { message } from '../message.ts';
import { byRole, until } from './fixture.ts';

const locked = message('key_storage.passphrase');

/** Chooses a way in the form of adding or in that of changing, with the passphrase where it is that one. */
export async function chooseKeyStorage(
  options: Page,
  scope: Parameters<typeof byRole>[0],
  way: string,
  passphrase: string,
): Promise<void> {
  await (await byRole(scope, 'radio', way)).click();
  if (way !== locked) return;
  await (await byRole(options, 'textbox', message('key_storage.new_passphrase'))).type(passphrase);
  await (await byRole(options, 'textbox', message('key_storage.repeat'))).type(passphrase);
}

/** Changes how the key of an account is kept, and waits until it is done. */
export async function changeKeyStorage(
  options: Page,
  id: string,
  way: string,
  passphrase: string,
): Promise<void> {
  const name = message('key_storage.change_of', id);
  await (await byRole(options, 'button', name)).click();
  const group = await byRole(options, 'group', name);
  await chooseKeyStorage(options, group, way, passphrase);
  await (await byRole(group, 'button', message('key_storage.change_yes'))).click();
  await until('the change is made', () => group.evaluate((node) => !node.isConnected));
}

/** Enters a passphrase where a page asks for it. */
export async function enterPassphrase(page: Page, tried: string): Promise<void> {
  const field = await byRole(page, 'textbox', message('unlock.passphrase'));
  await field.click({ count: 3 });
  await field.type(tried);
  await (await byRole(page, 'button', message('unlock.button'))).click();
}
