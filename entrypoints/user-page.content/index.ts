// The content script of VirusTotal's pages. It starts before the first paint, so that the panel's place is kept from then on.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { startController } from './controller.ts';
import { removeStaleHosts } from './host.ts';

export default defineContentScript({
  matches: ['https://www.virustotal.com/gui/*'],
  runAt: 'document_start',
  // WXT would announce the script to the page by a message that carries the extension's id.
  noScriptStartedPostMessage: true,
  main(context) {
    removeStaleHosts();
    startController(context);
  },
});
