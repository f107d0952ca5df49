// The panel's last line: the age and cost of its figures, the last failure, and the copy buttons.
import { i18n } from '#i18n';
import type { PanelContent } from '../../core/views/panel-content.ts';

export type PanelFooterProps = {
  content: PanelContent | undefined;
  copied: boolean | undefined;
  onCopy: (text: string) => void;
};

export function PanelFooter({ content, copied, onCopy }: PanelFooterProps) {
  if (!content) return <footer class="panel-footer">{i18n.t('extension.name')}</footer>;
  const { footer, failure, copy } = content;
  const { plain, withEmail } = copy;
  return (
    <footer class="panel-footer">
      <span class="panel-read">
        {footer.map(({ text, title }) => (
          <span title={title}>{text}</span>
        ))}
      </span>
      <span class="panel-failure" role="status" title={failure}>
        {copied === undefined ? failure : i18n.t(copied ? 'panel.copied' : 'panel.not_copied')}
      </span>
      <Copy words="panel.copy" onClick={({ isTrusted }) => isTrusted && onCopy(plain)} />
      {withEmail && (
        <Copy words="panel.copy_with_email" onClick={({ isTrusted }) => isTrusted && onCopy(withEmail)} />
      )}
    </footer>
  );
}

const Copy = ({
  words,
  onClick,
}: {
  words: 'panel.copy' | 'panel.copy_with_email';
  onClick: (event: Event) => void;
}) => (
  <button type="button" class="panel-link" onClick={onClick}>
    {i18n.t(words)}
  </button>
);
