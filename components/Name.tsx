// A foreign name or id, isolated so that its direction cannot rearrange the text. Letters that imitate others are marked.
import { i18n } from '#i18n';
import { hasLookAlikes } from '../core/common/characters.ts';
import { Icon } from './Icon.tsx';

export const Name = ({ text }: { text: string }) => (
  <>
    <bdi>{text}</bdi>
    {hasLookAlikes(text) && <LookAlikeMark />}
  </>
);

function LookAlikeMark() {
  const label = i18n.t('name.look_alikes');
  return (
    <span class="look-alikes" role="img" aria-label={label} title={label}>
      <Icon name="warning" />
    </span>
  );
}
