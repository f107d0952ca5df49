// Owns the signed-in user. Survives a reload of the tab, as a cookie would.
import { settings } from './state.ts';

const key = 'signedIn';

export const session = {
  events: new EventTarget(),
  get signedIn(): boolean {
    return settings.signedIn || sessionStorage.getItem(key) === 'yes';
  },
  get me(): string {
    return settings.me;
  },
  signIn(): void {
    sessionStorage.setItem(key, 'yes');
    session.events.dispatchEvent(new Event('change'));
  },
  signOut(): void {
    settings.signedIn = false;
    sessionStorage.removeItem(key);
    session.events.dispatchEvent(new Event('change'));
  },
};
