// The log of recent unexpected errors: time, kind and context. Never a message, which could quote a response or a key.
import { isObject } from '../common/is-object.ts';

/** What the background was doing. */
export const errorContexts = [
  'install',
  'start',
  'alarm',
  'idle',
  'grant',
  'online',
  'change',
  'addAccount',
  'removeAccount',
  'selectAccount',
  'setKeyStorage',
  'unlock',
  'lock',
  'refresh',
  'checkConformance',
  'loadList',
  'stopList',
  'saveSettings',
  'importSettings',
  'forgetOtherPeople',
  'deleteEverything',
  'lookUp',
  'getPanelSettings',
  'collapsePanel',
  'openOptions',
  'openDashboard',
  'keyStore',
  'notification',
  'other',
] as const;
export type ErrorContext = (typeof errorContexts)[number];

export const errorKinds = [
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'URIError',
  'QuotaExceededError',
  'InvalidStateError',
  'AbortError',
  'UnknownError',
  'NotFoundError',
  'DataCloneError',
  'Error',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** `at`: milliseconds since the epoch. */
export type LoggedError = { at: number; kind: ErrorKind; context: ErrorContext };

export const errorLogKey = 'errorLog';
const maximumErrors = 20;

/** The valid entries, oldest first. */
export function readErrors(stored: unknown): LoggedError[] {
  if (!Array.isArray(stored)) return [];
  return stored.slice(-maximumErrors).flatMap((error: unknown) => {
    const { at, kind, context } = isObject(error) ? error : {};
    const valid = {
      kind: errorKinds.find((each) => each === kind),
      context: errorContexts.find((each) => each === context),
    };
    return typeof at === 'number' && valid.kind && valid.context
      ? [{ at, kind: valid.kind, context: valid.context }]
      : [];
  });
}

export const appendError = (stored: unknown, error: LoggedError): LoggedError[] =>
  [...readErrors(stored), error].slice(-maximumErrors);

/** @param error any thrown value */
export function errorKindOf(error: unknown): ErrorKind {
  const name = error instanceof Error ? error.name : undefined;
  return errorKinds.find((kind) => kind === name) ?? 'Error';
}
