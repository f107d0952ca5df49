// Short facts in a row.

/** Joins those that are there: "11% you · 47% group". */
export const joinParts = (facts: readonly (string | false | undefined)[], by = ' · '): string =>
  facts.filter(Boolean).join(by);
