// Our words with foreign names in them: each name is isolated, so that its direction cannot rearrange the sentence.
import type { IsolatedText as Text } from '../core/views/view-models.ts';

export const IsolatedText = ({ text }: { text: Text }) => (
  <>{text.map((part) => (typeof part === 'string' ? part : <bdi>{part.name}</bdi>))}</>
);
