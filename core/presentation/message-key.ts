type Underscored<Kind extends string> = Kind extends `${infer Head}-${infer Rest}`
  ? `${Head}_${Underscored<Rest>}`
  : Kind;

/** A kind such as `not-found` as part of a message's key, `not_found`: browsers allow no hyphen there. */
export const messageKey = <Kind extends string>(kind: Kind): Underscored<Kind> =>
  kind.replaceAll('-', '_') as Underscored<Kind>;
