// The diagnostics report as it would be copied.
import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import { createDiagnostics } from '../../core/storage/diagnostics.ts';
import { collectEnvironment } from './environment.ts';

export function Diagnostics() {
  const [report, setReport] = useState('');
  const [copyResult, setCopyResult] = useState('');
  const read = async (): Promise<void> => {
    setCopyResult('');
    setReport(JSON.stringify(createDiagnostics(await collectEnvironment(), Date.now()), null, 2));
  };
  useEffect(() => void read(), []);
  const copy = async (): Promise<void> => {
    const isCopied = await navigator.clipboard.writeText(report).then(
      () => true,
      () => false,
    );
    setCopyResult(i18n.t(isCopied ? 'diagnostics.copied' : 'diagnostics.not_copied'));
  };
  return (
    <>
      <h1>{i18n.t('diagnostics.title')}</h1>
      <p>{i18n.t('diagnostics.lead')}</p>
      <p class="actions">
        <button class="button" data-main type="button" disabled={report === ''} onClick={() => void copy()}>
          {i18n.t('diagnostics.copy')}
        </button>
        <button class="button" type="button" onClick={() => void read()}>
          {i18n.t('diagnostics.refresh')}
        </button>
        <span aria-live="polite">{copyResult}</span>
      </p>
      <pre tabIndex={0} role="region" aria-label={i18n.t('diagnostics.report')}>
        {report}
      </pre>
    </>
  );
}
