// Checks a property with many generated inputs: as many as a normal run has time for, or EFFORT times as many. A normal
// run uses the same inputs each time; a run with EFFORT, even 1, uses others.
import * as fc from 'fast-check';

const { EFFORT } = process.env;
const effort = Number(EFFORT ?? 1);
const seed = EFFORT === undefined ? { seed: 20_261_122 } : {};

/** Returns the smallest counterexample with the seed and path that reproduce it; undefined if the property holds. */
export const checkProperty = <T>(property: fc.IProperty<T>, numRuns = 100): string | undefined =>
  fc.defaultReportMessage(fc.check(property, { numRuns: numRuns * effort, ...seed }));

/** The same for asynchronous properties. */
export const checkAsyncProperty = async <T>(
  property: fc.IAsyncProperty<T>,
  numRuns = 100,
): Promise<string | undefined> =>
  fc.asyncDefaultReportMessage(await fc.check(property, { numRuns: numRuns * effort, ...seed }));
