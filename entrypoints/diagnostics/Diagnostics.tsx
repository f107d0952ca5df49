// The diagnostics report as it would be copied.
import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import { createDiagnostics } from '../../core/storage/diagnostics.ts';
import { Conformance } from './Conformance.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { collectEnvironment } from './environment.ts';

export function Diagnostics() {
  const [report, setReport] = useState('');
  const read = async (): Promise<void> => {
    setReport(JSON.stringify(createDiagnostics(await collectEnvironment(), Date.now()), null, 2));
  };
  useEffect(() => void read(), []);
  return (
    <>
      <h1>{i18n.t('diagnostics.title')}</h1>
      <p>{i18n.t('diagnostics.lead')}</p>
      <p class="actions">
        <CopyButton text={report} label={i18n.t('diagnostics.copy')} isMain>
          <button class="button" type="button" onClick={() => void read()}>
            {i18n.t('diagnostics.refresh')}
          </button>
        </CopyButton>
      </p>
      <pre tabIndex={0} role="region" aria-label={i18n.t('diagnostics.report')}>
        {report}
      </pre>
      <Conformance />
    </>
  );
}
