// The failures that callers expect: those of VirusTotal's API, and those of the extension and the browser.
import { type ApiErrorKind, apiErrorKinds, VirusTotalError } from './virustotal/api-error.ts';

const extensionErrorKinds = [
  // The account has no key, or there is no account.
  'no-key',
  // The key is encrypted, and its passphrase has not been entered since the browser started.
  'locked',
  // A newer version of the extension wrote the stored data.
  'newer',
  // The browser cannot open the key store.
  'no-key-store',
  // The browser grants no access to www.virustotal.com.
  'no-access',
  // The extension or the browser could not do what was requested.
  'internal',
] as const;

export type ExtensionErrorKind = (typeof extensionErrorKinds)[number];

export type FailureKind = ExtensionErrorKind | ApiErrorKind;

export const failureKinds: readonly FailureKind[] = [...extensionErrorKinds, ...apiErrorKinds];

/** A failure that VirusTotal has no part in. `retryAfter`: milliseconds. The message is the kind alone, as a VirusTotalError's is. */
export class ExtensionError extends Error {
  override readonly name = 'ExtensionError';
  readonly kind: ExtensionErrorKind;
  readonly retryAfter: number | undefined;

  constructor(kind: ExtensionErrorKind, retryAfter?: number) {
    super(kind);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

export type ExpectedError = ExtensionError | VirusTotalError;

/** Whether an error is an expected failure. Any other error is a bug or a browser problem, and is logged. */
export const isExpectedError = (error: unknown): error is ExpectedError =>
  error instanceof ExtensionError || error instanceof VirusTotalError;

/** The error for a kind. @param retryAfter milliseconds */
export const createError = (kind: FailureKind, retryAfter?: number): ExpectedError =>
  isExtensionErrorKind(kind) ? new ExtensionError(kind, retryAfter) : new VirusTotalError(kind, retryAfter);

const isExtensionErrorKind = (kind: FailureKind): kind is ExtensionErrorKind =>
  extensionErrorKinds.some((each) => each === kind);
