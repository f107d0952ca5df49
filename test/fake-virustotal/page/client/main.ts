// Owns the start of the page: records, the driver on window.page, the shell after its delay, then the router.
import './driver.ts';
import { startFrame } from './frame.ts';
import { startHostility } from './hostility.ts';
import { startRouter } from './router.ts';
import { delay, settings } from './state.ts';

startHostility();
await delay(settings.shellDelay);
await startFrame();
await startRouter();
await window.page.begin();
