// The record of what the popup showed last, in localStorage, the only storage that a page can read without waiting. The background
// cannot reach it: it tells the popup by its address which record is right.
import { parsePopupRecord, popupRecord } from '../storage/popup-record.ts';
import type { State } from '../storage/schema.ts';

const recordKey = 'popup';

/** @param search the query of the popup's address; undefined where there is no record for it */
export function readPopupRecord(search: string): State | undefined {
  try {
    return parsePopupRecord(JSON.parse(localStorage.getItem(recordKey) ?? ''), search.slice(1));
  } catch {
    // There is no record, it is damaged, or the browser refuses its storage.
    return undefined;
  }
}

/** Replaces the record, or removes it where there is no account. */
export function savePopupRecord(state: State): void {
  try {
    const record = popupRecord(state);
    if (record) localStorage.setItem(recordKey, JSON.stringify(record));
    else localStorage.removeItem(recordKey);
  } catch {
    // The account is damaged, or the storage is full or refused. An older record must not remain.
    forgetPopupRecord();
  }
}

/** For deletions, because the background cannot do it. */
export function forgetPopupRecord(): void {
  try {
    localStorage.removeItem(recordKey);
  } catch {
    // Where the browser refuses its storage, there is no record.
  }
}
