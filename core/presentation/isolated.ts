// Foreign names in plain texts, where no element can isolate them: the toolbar's title, notices, tooltips.

const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** The name; one with letters that run from the right between the marks that keep its direction to itself. */
export const bidiIsolate = (name: string): string => (fromTheRight.test(name) ? `\u2068${name}\u2069` : name);
