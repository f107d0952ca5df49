// Possible contents of storage.local: accounts as they are stored, some of them damaged, and any JSON under any of our
// keys.
import * as fc from 'fast-check';
import { failureKinds } from '../../core/errors.ts';
import { readGroups } from '../../core/virustotal/resources/group.ts';
import { readOverallQuotas } from '../../core/virustotal/resources/quotas.ts';
import { readAccount } from '../../core/virustotal/resources/user.ts';
import {
  answer,
  anyJson,
  field,
  groupObject,
  listAnswer,
  moment,
  number,
  overallQuotas,
  present,
  shape,
  text,
  userObject,
} from './arbitraries.ts';

/** The decoded value of a generated response, or nothing if the decoder rejects it. */
export const decodedBy = <T>(
  read: (input: unknown) => T,
  from: fc.Arbitrary<unknown>,
): fc.Arbitrary<T | undefined> =>
  from.map((given) => {
    try {
      return read(given);
    } catch {
      return undefined;
    }
  });

const dated = (value: fc.Arbitrary<unknown>) => fc.record({ at: moment, value });

const failure = fc.record(
  {
    kind: fc.constantFrom(...failureKinds),
    at: moment,
    tries: fc.integer({ min: 1, max: 99 }),
    retryAt: moment,
  },
  { requiredKeys: ['kind', 'at', 'tries'] },
);

/** A stored account as the extension writes it, decoded from generated responses. */
export const validAccount = (id: string): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      quotas: fc.option(dated(decodedBy(readOverallQuotas, overallQuotas))),
      user: fc.option(dated(decodedBy(readAccount, userObject))),
      groups: fc.option(dated(decodedBy(readGroups, listAnswer(groupObject)))),
      failures: fc.record({ quotas: failure, user: failure, groups: failure }, { requiredKeys: [] }),
      requests: fc.record({ day: fc.constant('2026-11-21'), billable: fc.nat(), free: fc.nat() }),
      kind: fc.constantFrom('user', 'service_account'),
    })
    .map(({ quotas, user, groups, ...rest }) => {
      const named = user?.value && { ...user, value: Object.assign({}, user.value, { id }) };
      const parts = { quotas, user: named, groups } as Record<string, { value: unknown } | null | undefined>;
      const read = Object.entries(parts).filter(([, part]) => part?.value !== undefined);
      return Object.assign(Object.fromEntries(read), { id, keyLast4: '333a', addedAt: 0 }, rest);
    });

const damagedAccount = (id: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    anyJson,
    shape({
      id: fc.constant(id),
      kind: text,
      keyLast4: text,
      addedAt: number,
      quotas: shape({
        at: number,
        value: fc.oneof(fc.array(shape({ name: text, user: anyJson, group: anyJson })), answer),
      }),
      user: shape({ at: number, value: shape({ id: text, privileges: fc.array(anyJson), quotas: anyJson }) }),
      groups: shape({ at: number, value: shape({ groups: fc.array(anyJson), count: number }) }),
      failures: shape({ quotas: shape({ kind: text, at: number, tries: number, retryAt: number }) }),
      requests: shape({ day: text, billable: number, free: number }),
    }),
  );

/** Accounts as the extension writes them. */
export const validStorage = fc.record({
  index: fc.constant({ version: 3, ids: ['a', 'b'], current: 'a' }),
  'account:a': validAccount('a'),
  'account:b': validAccount('b'),
});

/** Storage of which any part may be damaged. */
export const storage: fc.Arbitrary<Record<string, unknown>> = fc
  .record({
    index: fc.oneof(
      { arbitrary: fc.constant({ version: 3, ids: ['a', 'b'], current: 'a' }), weight: 6 },
      field(shape({ version: fc.constantFrom(0, 3, 4), ids: fc.array(field(text)), current: text })),
    ),
    settings: field(shape({ refreshMinutes: number, panelCollapsed: fc.boolean() })),
    'account:a': fc.oneof(validAccount('a'), damagedAccount('a')),
    'account:b': fc.oneof(validAccount('b'), damagedAccount('b')),
    'account:': anyJson,
  })
  .map((all) => present(Object.entries(all)));
