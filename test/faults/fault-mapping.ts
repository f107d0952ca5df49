// Which of the faults played on the background stand for which of the stand-in's switches. A new switch does not pass the
// type check until it has one.
import type { ErrorCode } from '../fake-virustotal/errors.ts';
import type { Fault as Switch } from '../fake-virustotal/faults.ts';
import type { FaultName } from './faults.ts';

export const switches: Record<
  Exclude<Switch['kind'], 'error'> | ErrorCode | 'goOffline',
  readonly FaultName[]
> = {
  BadRequestError: ['a bad request'],
  InvalidArgumentError: ['a bad request'],
  AuthenticationRequiredError: ['no key at all'],
  UserNotActiveError: ['an inactive account'],
  WrongCredentialsError: ['a wrong key'],
  ForbiddenError: ['a refusal'],
  NotFoundError: ['an unknown user'],
  MethodNotAllowedError: ['an error of no known code'],
  QuotaExceededError: ['a quota used up'],
  TooManyRequestsError: ['too many requests'],
  TransientError: ['a passing trouble'],
  DeadlineExceededError: ['a deadline'],
  'rate-limit': [
    'too many requests',
    'too many requests for 90 seconds',
    'too many requests until a date',
    'too many requests for nonsense',
    'too many requests, as a page',
    'a quota used up',
  ],
  slow: ['no answer in time', 'half an answer in time'],
  'cut-off': ['an answer that is cut off'],
  'not-json': ['an answer that is no JSON'],
  captcha: ['a captcha'],
  'half-json': ['half an answer'],
  'empty-object': ['an empty object'],
  'null-data': ['no data'],
  json: ['data of another shape', 'an error of no known code'],
  patch: ['data of another shape'],
  reset: ['no network'],
  goOffline: ['no network'],
};
