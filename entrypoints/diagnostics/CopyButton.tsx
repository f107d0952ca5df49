// A button that copies a report, and says whether it could.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** `children` stand between the button and what it says. */
export function CopyButton({ text, children }: { text: string; children?: ComponentChildren }) {
  const [result, setResult] = useState('');
  useEffect(() => setResult(''), [text]);
  const copy = async (): Promise<void> => {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setResult(i18n.t(isCopied ? 'diagnostics.copied' : 'diagnostics.not_copied'));
  };
  return (
    <>
      <button class="button" data-main type="button" disabled={text === ''} onClick={() => void copy()}>
        {i18n.t('diagnostics.copy')}
      </button>
      {children}
      <span aria-live="polite">{result}</span>
    </>
  );
}
