// Our words with foreign names in them: each name is isolated, so that its direction cannot rearrange the sentence.
import type { Phrase } from '../core/presentation/view-models.ts';

export const Said = ({ phrase }: { phrase: Phrase }) => (
  <>{phrase.map((part) => (typeof part === 'string' ? part : <bdi>{part.name}</bdi>))}</>
);
