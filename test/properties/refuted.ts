// Tries a property on many made-up inputs: as many as a usual run has time for, or EFFORT times as many.
import * as fc from 'fast-check';

const effort = Number(process.env['EFFORT'] ?? 1);

/** What refutes the property: the smallest counterexample, with the seed and path that find it again; else undefined. */
export const refuted = <T>(property: fc.IProperty<T>, numRuns = 100): string | undefined =>
  fc.defaultReportMessage(fc.check(property, { numRuns: numRuns * effort }));

/** The same for properties that wait for something. */
export const refutedLater = async <T>(
  property: fc.IAsyncProperty<T>,
  numRuns = 100,
): Promise<string | undefined> =>
  fc.asyncDefaultReportMessage(await fc.check(property, { numRuns: numRuns * effort }));
