// The address of the popup, which tells the popup at once whether what it showed last may be shown again.
import { browser } from 'wxt/browser';
import { popupStamp } from '../../../core/storage/popup-record.ts';
import type { State } from '../../../core/storage/schema.ts';

/** Browsers forget the address when they close. The popup's address in the manifest has no stamp. */
export async function setPopupAddress(state: State): Promise<void> {
  const stamp = popupStamp(state);
  await browser.action.setPopup({ popup: `/popup.html${stamp === undefined ? '' : `?${stamp}`}` });
}
