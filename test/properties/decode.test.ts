// Any response of VirusTotal, or of somebody in its place, is decoded to a value or rejected with a VirusTotalError,
// never with another exception.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../core/virustotal/client.ts';
import {
  apiErrorKinds,
  failureKindOf,
  readRetryAfter,
  VirusTotalError,
} from '../../core/virustotal/api-error.ts';
import { readGroup, readGroups } from '../../core/virustotal/resources/group.ts';
import { isListName, type ListAddress, type ListName, listRequest } from '../../core/virustotal/endpoints.ts';
import { readOverallQuotas } from '../../core/virustotal/resources/quotas.ts';
import { multilineText, text as readText } from '../../core/virustotal/decode.ts';
import { readAccount, readUser } from '../../core/virustotal/resources/user.ts';
import { checkProperty, checkAsyncProperty } from './check-property.ts';
import { answer, anyJson, isPolluted, moment, text } from './arbitraries.ts';

const now = Date.UTC(2026, 10, 21, 12);

// The type check fails if a list is missing here or no longer exists.
const lists: Record<ListName, true> = {
  groups: true,
  groupsManaged: true,
  apiQuotaGroup: true,
  intelligenceQuotaGroup: true,
  comments: true,
  mentions: true,
  graphs: true,
  rulesets: true,
  notifications: true,
  notificationFiles: true,
  retrohuntJobs: true,
  usage: true,
  group: true,
  members: true,
  membersWithout2fa: true,
  administrators: true,
  serviceAccounts: true,
  consumers: true,
  groupUsage: true,
  serviceAccount: true,
  serviceAccountGroups: true,
};
const listNames = Object.keys(lists).filter(isListName);

const readers: [string, (input: unknown) => unknown][] = [
  ['a user', readUser],
  ['an account', readAccount],
  ['quotas', readOverallQuotas],
  ['groups', readGroups],
  ['a group', readGroup],
  ...listNames.map((list): [string, (input: unknown) => unknown] => [
    `the list ${list}`,
    (input) => listRequest({ list, owner: 'spellman' }, undefined, now).read(input),
  ]),
];

/** Returns the value, or undefined for a VirusTotalError; rethrows any other error. */
function resultOf<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof VirusTotalError) return undefined;
    throw error;
  }
}

const unprintable =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u;

/** Returns every text within a value, including member names, except cursors, which are never shown. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  const shown = Object.entries(value).filter(([name]) => name !== 'cursor');
  return names.concat(shown.flatMap(([, inner]) => textsIn(inner)));
}

const isDisplayable = (shown: string): boolean =>
  shown.length <= 4000 && shown.isWellFormed() && !unprintable.test(shown);

describe('decoding any response', () => {
  it('[S-server-code] every decoder returns a displayable value or throws a VirusTotalError', () => {
    expect(
      checkProperty(
        fc.property(answer, (given) => {
          for (const [name, read] of readers) {
            const found = textsIn(resultOf(() => read(given))).find((each) => !isDisplayable(each));
            if (found !== undefined) throw new Error(`${name} returns ${JSON.stringify(found)}`);
          }
          return !isPolluted();
        }),
        150,
      ),
    ).toBeUndefined();
  });

  it('a response of any status, to any call with any id, is a value or a VirusTotalError', async () => {
    const call = fc.record({
      body: fc.oneof(answer.map(stringified), text),
      status: fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 403, 404, 418, 429, 500, 503, 504),
      type: fc.constantFrom('application/json', 'text/html', ''),
      retryAfter: fc.oneof(fc.constant(''), text),
      id: text,
      list: fc.constantFrom(...listNames),
      cursor: fc.option(text, { nil: undefined }),
    });
    expect(
      await checkAsyncProperty(
        fc.asyncProperty(call, async ({ body, status, type, retryAfter, id, list, cursor }) => {
          const createResponse = (): Response => {
            const headers = new Headers({ 'content-type': type });
            if (/^[\x20-\x7E]+$/u.test(retryAfter)) headers.set('retry-after', retryAfter);
            return new Response(status === 204 ? null : body, { status, headers });
          };
          const client = createClient({ fetch: async () => createResponse(), key: 'k'.repeat(64) });
          const address: ListAddress = { list, owner: id, detail: id };
          const calls = [
            client.owner(),
            client.user(id),
            client.userWithoutRelationships(id),
            client.overallQuotas(id),
            client.groups(id, 'user'),
            client.page(address, cursor),
          ];
          for (const result of await Promise.allSettled(calls))
            if (result.status === 'rejected') {
              const error: unknown = result.reason;
              if (!(error instanceof VirusTotalError)) throw error;
              if (!apiErrorKinds.includes(error.kind) || error.message !== error.kind) return false;
            }
          return !isPolluted();
        }),
        120,
      ),
    ).toBeUndefined();
  });

  it('a response has one kind of failure, whatever its status', () => {
    expect(
      checkProperty(
        fc.property(fc.integer(), anyJson, (status, body) =>
          apiErrorKinds.includes(failureKindOf({ status, ok: false, headers: new Headers() }, body)),
        ),
        300,
      ),
    ).toBeUndefined();
  });
});

function stringified(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '['.repeat(20_000) + ']'.repeat(20_000);
  }
}

describe('decoding foreign text', () => {
  it.each([
    ['of one line', readText, 500],
    ['of several lines', multilineText, 4000],
  ] as const)('text %s is short, printable and without lone surrogates', (_, read, longest) => {
    expect(
      checkProperty(
        fc.property(text, (given) => {
          const shown = read(given) ?? '';
          return shown.length <= longest && shown.isWellFormed() && !unprintable.test(shown);
        }),
      ),
    ).toBeUndefined();
  });
});

describe('decoding Retry-After', () => {
  it('Retry-After is a wait of more than nothing and at most a day, or absent', () => {
    const date = fc.date({ noInvalidDate: true }).map((each) => each.toUTCString());
    const header = fc.oneof(
      text,
      date,
      fc.integer().map(String),
      fc.double().map(String),
      fc.stringMatching(/^\d{1,400}$/u),
    );
    expect(
      checkProperty(
        fc.property(header, moment, (given, at) => {
          const wait = readRetryAfter(given, at);
          return wait === undefined || (wait > 0 && wait <= 86_400_000);
        }),
        1000,
      ),
    ).toBeUndefined();
  });
});
