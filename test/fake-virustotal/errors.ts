// VirusTotal's error table: each code with its status, and the envelope it travels in.

const statuses = {
  BadRequestError: 400,
  InvalidArgumentError: 400,
  AuthenticationRequiredError: 401,
  UserNotActiveError: 401,
  WrongCredentialsError: 401,
  ForbiddenError: 403,
  NotFoundError: 404,
  MethodNotAllowedError: 405,
  QuotaExceededError: 429,
  RecaptchaRequiredError: 429,
  TooManyRequestsError: 429,
  TransientError: 503,
  DeadlineExceededError: 504,
} as const;

const messages: Record<ErrorCode, string> = {
  BadRequestError: 'Bad request',
  InvalidArgumentError: 'Invalid argument',
  AuthenticationRequiredError: 'X-Apikey header is missing',
  UserNotActiveError: 'User is not active',
  WrongCredentialsError: 'Wrong API key',
  ForbiddenError: 'You are not authorized to perform the requested operation',
  NotFoundError: 'Resource not found',
  MethodNotAllowedError: 'Method not allowed',
  QuotaExceededError: 'Quota exceeded',
  RecaptchaRequiredError:
    'Please re-send request with a valid reCAPTCHA response in the "x-recaptcha-response" header',
  TooManyRequestsError: 'Too many requests',
  TransientError: 'Transient server error. Please try again',
  DeadlineExceededError: 'Deadline exceeded. The operation took too long to complete',
};

export type ErrorCode = keyof typeof statuses;

export function statusOf(code: ErrorCode): (typeof statuses)[ErrorCode] {
  return statuses[code];
}

export function envelope(code: ErrorCode, message = messages[code]) {
  return { error: { code, message } };
}

/** Thrown by a handler; becomes the envelope with the code's status. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message = messages[code]) {
    super(message);
    this.code = code;
  }
}

export function notFound(what: string, id: string): ApiError {
  return new ApiError('NotFoundError', `${what} "${id}" not found`);
}
