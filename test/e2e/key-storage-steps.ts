// Steps to choose a key storage, lock a key and unlock it.
import type { Page } from 'puppeteer-core';
import { message } from '../message.ts';
import { byRole, until } from './fixture.ts';

const locked = message('key_storage.passphrase');

/**
 * Chooses a key storage in the form that adds an account or changes its storage; enters the passphrase if it needs one.
 */
export async function chooseKeyStorage(
  options: Page,
  scope: Parameters<typeof byRole>[0],
  storageLabel: string,
  passphrase: string,
): Promise<void> {
  await (await byRole(scope, 'radio', storageLabel)).click();
  if (storageLabel !== locked) return;
  await (await byRole(options, 'textbox', message('key_storage.new_passphrase'))).type(passphrase);
  await (await byRole(options, 'textbox', message('key_storage.repeat'))).type(passphrase);
}

/** Changes the key storage of an account, and waits until it is done. */
export async function changeKeyStorage(
  options: Page,
  id: string,
  storageLabel: string,
  passphrase: string,
): Promise<void> {
  const name = message('key_storage.change_of', id);
  await (await byRole(options, 'button', name)).click();
  const group = await byRole(options, 'group', name);
  await chooseKeyStorage(options, group, storageLabel, passphrase);
  await (await byRole(group, 'button', message('key_storage.change_yes'))).click();
  await until('the key storage is changed', () => group.evaluate((node) => !node.isConnected));
}

/** Enters a passphrase in the unlock form. */
export async function enterPassphrase(page: Page, passphrase: string): Promise<void> {
  const field = await byRole(page, 'textbox', message('unlock.passphrase'));
  await field.click({ count: 3 });
  await field.type(passphrase);
  await (await byRole(page, 'button', message('unlock.button'))).click();
}
