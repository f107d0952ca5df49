// Names the fields that could not be decoded. The rest of the page is valid.
import { i18n } from '#i18n';
import { joinParts } from '../../../core/presentation/format.ts';
import { Notice } from '../../../components/Notice.tsx';

export function InvalidFields({ invalidFields }: { invalidFields: readonly string[] }) {
  if (invalidFields.length === 0) return null;
  return (
    <Notice tone="warning" quiet>
      <bdi>{i18n.t('dashboard.invalid_fields', [joinParts(invalidFields, ', ')])}</bdi>
    </Notice>
  );
}
