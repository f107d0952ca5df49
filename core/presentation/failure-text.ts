// What to tell the user about a failure: one sentence, with what to do next.
import { i18n } from '#i18n';
import type { FailureKind } from '../virustotal/api-error.ts';
import { formatClock } from './format.ts';

type Underscored<Kind extends string> = Kind extends `${infer Head}-${infer Rest}`
  ? `${Head}_${Underscored<Rest>}`
  : Kind;

/** The sentence for a failure, of a reading or of adding an account. Browsers allow no hyphen in a message's name. */
export function failureText(kind: FailureKind, of: 'failure' | 'add_failure' = 'failure'): string {
  return i18n.t(`${of}.${kind.replaceAll('-', '_') as Underscored<FailureKind>}`);
}

/** "Next try at 14:05."; empty where only the user can help. */
export function retryText(retryAt: number | undefined, now: number): string {
  return retryAt === undefined || retryAt <= now ? '' : i18n.t('retry_at', [formatClock(retryAt, now)]);
}
