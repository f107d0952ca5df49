// Isolates foreign names in our sentences, so that their direction cannot rearrange the text around them.
import type { IsolatedText } from '../views/view-models.ts';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** For plain text, where no element can isolate a name: adds isolation marks to names with right-to-left letters. */
export const bidiIsolate = (name: string): string => (rightToLeft.test(name) ? `\u2068${name}\u2069` : name);

const slot = '\ufffc';

/** Our sentence with one foreign name in it. `sentence` receives the placeholder for the name. */
export function withIsolatedName(sentence: (slot: string) => string, name: string): IsolatedText {
  const [before = '', after = ''] = sentence(slot).split(slot);
  return [before, { name }, after].filter((part) => part !== '');
}
