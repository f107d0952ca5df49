// Short forms of large numbers, for the four characters of a badge.

const units = ['', 'k', 'M', 'B', 'T'] as const;

/** At most four characters, rounded down so that it never promises more than is left: 80, 1.2k, 29M, 999T. */
export function formatShortCount(amount: number): string {
  let [rest, unit] = [Math.max(0, Math.floor(amount)), 0];
  while (rest >= 1000 && unit < units.length - 1) [rest, unit] = [rest / 1000, unit + 1];
  if (rest >= 1000) return `>1${units[unit]}`;
  const shown = unit > 0 && rest < 10 ? Math.floor(rest * 10) / 10 : Math.floor(rest);
  return `${shown}${units[unit]}`;
}
