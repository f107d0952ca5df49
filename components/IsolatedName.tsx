// A sentence of ours with a foreign name, isolated so that its direction cannot rearrange the sentence.
import { withIsolatedName } from '../core/presentation/isolate-names.ts';
import { IsolatedText } from './IsolatedText.tsx';

/** @param sentence receives the placeholder for the name */
export const IsolatedName = ({ text, sentence }: { text: string; sentence: (slot: string) => string }) => (
  <IsolatedText text={withIsolatedName(sentence, text)} />
);
