// Foreign text inside a sentence of ours: isolated, so that its direction cannot rearrange the sentence.
import { withIsolatedName } from '../core/presentation/isolate-names.ts';
import { IsolatedText } from './IsolatedText.tsx';

/** @param sentence our sentence, given the text to put where the foreign text belongs */
export const IsolatedName = ({ text, sentence }: { text: string; sentence: (slot: string) => string }) => (
  <IsolatedText text={withIsolatedName(sentence, text)} />
);
