// Maps the faults of the background tests to the switches of the fake VirusTotal. A new switch fails the type check
// until it is mapped.
import type { ErrorCode } from '../fake-virustotal/errors.ts';
import type { Fault as Switch } from '../fake-virustotal/faults.ts';
import type { FaultName } from './faults.ts';

export const switches: Record<
  Exclude<Switch['kind'], 'error'> | ErrorCode | 'goOffline',
  readonly FaultName[]
> = {
  BadRequestError: ['bad-request'],
  InvalidArgumentError: ['bad-request'],
  AuthenticationRequiredError: ['missing-key'],
  UserNotActiveError: ['inactive-account'],
  WrongCredentialsError: ['wrong-key'],
  ForbiddenError: ['forbidden'],
  NotFoundError: ['unknown-user'],
  MethodNotAllowedError: ['unknown-code'],
  QuotaExceededError: ['quota-exceeded'],
  RecaptchaRequiredError: ['recaptcha'],
  TooManyRequestsError: ['rate-limit'],
  TransientError: ['transient'],
  DeadlineExceededError: ['deadline'],
  'rate-limit': [
    'rate-limit',
    'rate-limit-90-seconds',
    'rate-limit-10-minutes',
    'rate-limit-date',
    'rate-limit-nonsense',
    'rate-limit-html',
    'quota-exceeded',
  ],
  slow: ['timeout', 'body-timeout'],
  undecodable: ['rate-limit-undecodable', 'unavailable-undecodable', 'undecodable-401', 'undecodable'],
  'web-page': [
    'bad-gateway',
    'gateway-timeout',
    'proxy-sign-in',
    'network-sign-in',
    'proxy-403',
    'proxy-401',
  ],
  'cut-off': ['cut-off'],
  'not-json': ['not-json'],
  captcha: ['captcha'],
  'half-json': ['half-json'],
  brackets: ['endless-body', 'deep-body'],
  'empty-object': ['empty-object'],
  'null-data': ['null-data'],
  json: ['wrong-shape', 'unknown-code', 'detail-401', 'detail-403'],
  patch: ['wrong-shape'],
  reset: ['connection-reset'],
  goOffline: ['no-network'],
};
