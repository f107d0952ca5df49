// Durations in milliseconds, which the bundler inlines, and days as VirusTotal counts them.

export const second = 1000;
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

/** The day (`YYYY-MM-DD`, UTC) of a time in milliseconds since the epoch. */
export const toIsoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The day (`YYYY-MM-DD`) of a time in milliseconds since the epoch, in the user's time zone. */
export const toLocalIsoDay = (time: number): string =>
  toIsoDay(time - new Date(time).getTimezoneOffset() * minute);

/** Whether data is as old as its lifetime, both in milliseconds. A negative age comes from a clock that was set back. */
export const isAged = (age: number, lifetime: number): boolean => age >= lifetime || age < 0;
