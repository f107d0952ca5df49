// The address of the popup, which tells the popup at once whether what it showed last may be shown again.
import { browser } from 'wxt/browser';
import { popupStamp } from '../../../core/storage/popup-record.ts';
import { currentState } from '../storage/account-store.ts';

/** Browsers forget the address when they close. The popup's address in the manifest has no stamp. */
export async function setPopupAddress(): Promise<void> {
  const stamp = popupStamp(await currentState());
  await browser.action.setPopup({ popup: `/popup.html${stamp === undefined ? '' : `?${stamp}`}` });
}
