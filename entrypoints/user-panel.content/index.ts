// Brings what draws the panel. Nothing of it is needed before the page has loaded: until then user-page.content keeps the
// panel's place, and asks for what it is to show.
import { defineContentScript } from 'wxt/utils/define-content-script';
import { draw } from '../user-page.content/draw.ts';
import { offerDrawing } from '../user-page.content/drawing.ts';

export default defineContentScript({
  matches: ['https://www.virustotal.com/gui/*'],
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main: () => offerDrawing(draw),
});
