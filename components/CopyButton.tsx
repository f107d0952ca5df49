// A button that copies a text, and says whether it could.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** `isMain`: the button is what its section is for; `children` stand between the button and what it says. */
export type CopyButtonProps = { text: string; label: string; isMain?: boolean; children?: ComponentChildren };

export function CopyButton({ text, label, isMain, children }: CopyButtonProps) {
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
      <button
        class="button"
        data-main={isMain}
        type="button"
        disabled={text === ''}
        onClick={() => void copy()}
      >
        {label}
      </button>
      {children}
      <span aria-live="polite">{result}</span>
    </>
  );
}
