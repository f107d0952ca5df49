// The conformance check for the account in use. It costs requests, so it runs on a click only.
import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { conformanceReport } from '../../core/domain/conformance-report.ts';
import { send } from '../../core/messages.ts';
import { failureText } from '../../core/presentation/failure-text.ts';
import { currentAccount, parseState } from '../../core/storage/schema.ts';
import { readStateEntries } from '../../core/storage/state-reader.ts';
import { CopyButton } from '../../components/CopyButton.tsx';

/** The report, or why there is none. */
type Outcome = { report?: string; problem?: string };

async function check(): Promise<Outcome> {
  const account = currentAccount(parseState(await readStateEntries()));
  if (!account) return { problem: i18n.t('diagnostics.conformance_no_account') };
  const result = await send('checkConformance', { id: account.id });
  return result.ok
    ? { report: conformanceReport(result.value) }
    : { problem: failureText(result.error.kind) };
}

export function Conformance() {
  const [outcome, setOutcome] = useState<Outcome>({});
  const [isRunning, setIsRunning] = useState(false);
  const run = async (): Promise<void> => {
    setIsRunning(true);
    setOutcome(await check());
    setIsRunning(false);
  };
  const { report, problem } = outcome;
  return (
    <>
      <h2>{i18n.t('diagnostics.conformance')}</h2>
      <p>{i18n.t('diagnostics.conformance_lead')}</p>
      <p class="actions">
        <button class="button" type="button" disabled={isRunning} onClick={() => void run()}>
          {i18n.t(isRunning ? 'diagnostics.conformance_running' : 'diagnostics.conformance_run')}
        </button>
        {report !== undefined && <CopyButton text={report} label={i18n.t('diagnostics.copy')} isMain />}
        <span role="alert">{problem}</span>
      </p>
      {report !== undefined && (
        <pre tabIndex={0} role="region" aria-label={i18n.t('diagnostics.conformance_report')}>
          {report}
        </pre>
      )}
    </>
  );
}
