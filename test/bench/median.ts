// Medians of runs that take turns, so that all see the same load of the machine.

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The median over the rounds of the ratio, because the load of the machine changes more slowly than a round. */
export const medianRatio = (pairs: readonly (readonly [number, number])[]): number =>
  median(pairs.map(([one, other]) => one / other));
