// Foreign names among our own words: no name may rearrange the text around it.
import type { IsolatedText } from '../views/view-models.ts';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** For plain text, where no element can isolate a name: a name with right-to-left letters gets the marks that isolate it. */
export const bidiIsolate = (name: string): string => (rightToLeft.test(name) ? `\u2068${name}\u2069` : name);

const slot = '\ufffc';

/** A sentence of ours with one foreign name in it. `sentence` is given the text to put where the name belongs. */
export function withIsolatedName(sentence: (slot: string) => string, name: string): IsolatedText {
  const [before = '', after = ''] = sentence(slot).split(slot);
  return [before, { name }, after].filter((part) => part !== '');
}
