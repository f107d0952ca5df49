type Underscored<Kind extends string> = Kind extends `${infer Head}-${infer Rest}`
  ? `${Head}_${Underscored<Rest>}`
  : Kind;

/** Converts a kind such as `not-found` to part of a message key, `not_found`, because browsers do not allow hyphens there. */
export const messageKey = <Kind extends string>(kind: Kind): Underscored<Kind> =>
  kind.replaceAll('-', '_') as Underscored<Kind>;
