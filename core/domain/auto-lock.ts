// How often presence at the computer is checked while keys are unlocked.

/** Minutes between two checks: short enough that somebody who works without a break is never locked out. */
export const presenceMinutes = (autoLockMinutes: number): number => autoLockMinutes / 5;
