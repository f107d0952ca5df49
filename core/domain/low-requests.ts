// Whether an account's own requests to the API run low. Then what may cost one is put off.
import type { QuotaStatus } from './quota.ts';

const currentLimits = (quotas: readonly QuotaStatus[]): QuotaStatus[] =>
  quotas.filter(({ name, windowEnded }) => name.startsWith('api_requests_') && !windowEnded);

/** Whether a limit of the requests warns. Unknown figures do not warn. */
export const requestsRunLow = (quotas: readonly QuotaStatus[]): boolean =>
  currentLimits(quotas).some(({ severity }) => severity !== 'ok');

/** Whether no request is left. */
export const requestsAreSpent = (quotas: readonly QuotaStatus[]): boolean =>
  currentLimits(quotas).some(({ limit }) => limit?.left === 0);

/** How many requests an explicit refresh may cost: the user and the groups, or nothing where nothing is left. */
export const refreshCost = (quotas: readonly QuotaStatus[]): number => (requestsAreSpent(quotas) ? 0 : 2);
