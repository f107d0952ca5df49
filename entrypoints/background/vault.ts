// The one room that knows API keys: the extension's own IndexedDB, which no content script can reach in any browser.
import { createStore, del, get, set } from 'idb-keyval';

const keys = createStore('vault', 'keys');

export const storeKey = (id: string, key: string): Promise<void> => set(id, key, keys);

export const keyOf = (id: string): Promise<string | undefined> => get<string>(id, keys);

export const forgetKey = (id: string): Promise<void> => del(id, keys);

const form = /^[0-9A-Za-z]{64}$/u;

/** Whether a text could be an API key: 64 letters or digits. VirusTotal's own example is not hexadecimal. */
export const looksLikeKey = (text: string): boolean => form.test(text);
