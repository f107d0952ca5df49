// The script in VirusTotal's pages. It starts before the first paint, so that the panel's place is kept from then on. A plain
// script, that the manifest names itself: what WXT puts around a content script would take twice the time of all that is done
// here on most pages, and be seen and stopped by any page that knows the extension's id.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startController } from './controller.ts';
import { removeStaleHosts } from './host.ts';

export default defineUnlistedScript(() => {
  // Firefox alone starts the new script in the pages that are open when the extension is updated.
  if (import.meta.env.FIREFOX) removeStaleHosts();
  startController();
});
