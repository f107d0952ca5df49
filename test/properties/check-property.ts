// Tries a property on many made-up inputs: as many as a usual run has time for, or EFFORT times as many. A usual run, which
// decides whether a change lands, tries the same ones each time; EFFORT, even of 1, tries others.
import * as fc from 'fast-check';

const { EFFORT } = process.env;
const effort = Number(EFFORT ?? 1);
const seed = EFFORT === undefined ? { seed: 20_261_122 } : {};

/** What refutes the property: the smallest counterexample, with the seed and path that find it again; else undefined. */
export const checkProperty = <T>(property: fc.IProperty<T>, numRuns = 100): string | undefined =>
  fc.defaultReportMessage(fc.check(property, { numRuns: numRuns * effort, ...seed }));

/** The same for properties that wait for something. */
export const checkAsyncProperty = async <T>(
  property: fc.IAsyncProperty<T>,
  numRuns = 100,
): Promise<string | undefined> =>
  fc.asyncDefaultReportMessage(await fc.check(property, { numRuns: numRuns * effort, ...seed }));
