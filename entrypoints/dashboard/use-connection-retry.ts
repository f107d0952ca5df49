// Retries what did not reach VirusTotal: when the dashboard opens, and when the browser is online again.
import { useEffect } from 'preact/hooks';
import { type Account, isWaiting } from '../../core/domain/account.ts';
import { isConnectionFailure } from '../../core/domain/badge-labels.ts';
import { send } from '../../core/messages.ts';

export function useConnectionRetry({ id, failures }: Account): void {
  const unconnected = Object.values(failures).find(isConnectionFailure);
  useEffect(() => {
    if (!unconnected) return undefined;
    const retry = (): void => void send('refresh', { id });
    if (!isWaiting(unconnected, Date.now())) retry();
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
    // A failure that comes later is retried by the alarm.
  }, [id, unconnected !== undefined]);
}
