// Text with foreign names. Each name is isolated, so that its direction cannot rearrange the text.
import type { IsolatedText as Text } from '../core/views/view-models.ts';
import { Name } from './Name.tsx';

export const IsolatedText = ({ text }: { text: Text }) => (
  <>{text.map((part) => (typeof part === 'string' ? part : <Name text={part.name} />))}</>
);
