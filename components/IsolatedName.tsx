// Foreign text inside a sentence of ours: isolated, so that its direction cannot rearrange the sentence.
import { phrase } from '../core/presentation/view-models.ts';
import { Said } from './IsolatedText.tsx';

/** @param sentence our sentence, given the text to put where the foreign text belongs */
export const Isolated = ({ text, sentence }: { text: string; sentence: (slot: string) => string }) => (
  <Said phrase={phrase(sentence, text)} />
);
