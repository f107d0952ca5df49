// Owns window.page, through which tests control the page from its own world.
import type { PageSettings, StormKind, WipePlace } from '../options.ts';
import { wipe } from './hostility.ts';
import { navigate } from './router.ts';
import { snapshot } from './snapshot.ts';
import { type KeyRecord, records, settings } from './state.ts';
import { storm } from './storms.ts';
import { setTheme, type Theme } from './theme.ts';

type PageDriver = {
  /** Whether the first view's module is loaded. */
  ready: boolean;
  settings: PageSettings;
  errors: string[];
  violations: string[];
  keys: KeyRecord[];
  navigate(this: void, path: string, replace?: boolean): Promise<void>;
  back(this: void): void;
  forward(this: void): void;
  storm(this: void, kind: StormKind, times?: number, every?: number): Promise<void>;
  wipe(this: void, of?: WipePlace[]): number;
  setTheme(this: void, theme: Theme | null): void;
  snapshot(this: void, ignore?: string): string;
  begin(this: void): Promise<void>;
};

declare global {
  // An interface is the only way to add to Window.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Window {
    page: PageDriver;
  }
}

window.page = {
  ready: false,
  settings,
  errors: records.errors,
  violations: records.violations,
  keys: records.keys,
  navigate,
  back: () => history.back(),
  forward: () => history.forward(),
  storm,
  wipe,
  setTheme,
  snapshot,
  async begin() {
    window.page.ready = true;
    if (settings.storm) await storm(settings.storm.kind, settings.storm.times, settings.storm.every);
  },
};
