// Bugs found by the tests in this folder and in `properties/`, each with the input that exposed it.
import { beforeEach, describe, expect, it } from 'vitest';
import { createError, type FailureKind } from '../../core/errors.ts';
import { createClient } from '../../core/virustotal/client.ts';
import { listRequest } from '../../core/virustotal/endpoints.ts';
import { multilineText, text } from '../../core/virustotal/decode.ts';
import { readRetrohuntJob } from '../../core/virustotal/resources/retrohunt-job.ts';
import { readAccount } from '../../core/virustotal/resources/user.ts';
import type { Failure } from '../../core/domain/account.ts';
import { toFailure } from '../../entrypoints/background/api/retry-policy.ts';
import { createFakeNetwork, key } from '../fake-network.ts';

describe('truncation of foreign text', () => {
  it('truncated text never ends in a lone surrogate, which no URL can contain', () => {
    expect(text(`${'a'.repeat(498)}\u{1F600}${'b'.repeat(9)}`)).toBe(`${'a'.repeat(498)}\uFFFD…`);
    expect(multilineText(`\u{1F600}\uD800\n\uDC00`)).toBe('\u{1F600}\uFFFD\n\uFFFD');
  });
});

const readRuleNames = (rules: string) =>
  readRetrohuntJob({ type: 'retrohunt_job', id: 'a', attributes: { rules } })?.ruleNames;

describe('the rules of a retrohunt job', () => {
  it.each([
    ['empty lines', '\n'.repeat(300_000)],
    ['modifiers', 'private\n'.repeat(60_000)],
    ['spaces', ' '.repeat(300_000)],
    // This input used to take minutes, longer than the test timeout.
  ])('the rule names of a retrohunt job are found quickly among endless %s', (_, filler) => {
    expect(readRuleNames(`${filler}\n  private global rule one {}\nglobal\nrule two : tag {}`)).toEqual([
      'one',
      'two',
    ]);
  });
});

describe('a user id in a URL', () => {
  const { fetch, requests } = createFakeNetwork({}, () => new Response('', { status: 404 }));
  beforeEach(() => {
    requests.length = 0;
  });
  const client = createClient({ fetch, key });

  it.each(['.', '..'])('the id "%s" sends no request', async (id) => {
    await expect(client.userWithoutRelationships(id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.overallQuotas(id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.page({ list: 'consumers', owner: 'acme', detail: id })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect(requests).toEqual([]);
  });

  it('an id with a lone surrogate is sent as a replacement character', async () => {
    await expect(client.userWithoutRelationships('a\uD800')).rejects.toMatchObject({ kind: 'unexpected' });
    expect(requests).toEqual(['/users/a%EF%BF%BD']);
  });
});

describe('decoding of extreme values', () => {
  it('a deeply nested preference is an invalid field', () => {
    const endless: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const attributes = { preferences: { ui: { theme: 'dark', layout: endless } } };
    expect(readAccount({ type: 'user', id: 'a', attributes })).toMatchObject({
      preferences: [{ name: 'ui', entries: [{ name: 'theme' }] }],
      invalidFields: ['layout'],
    });
  });

  it.each(['tomorrow', '', '+275760-09-13', '-271821-04-20'])(
    'the usage cursor "%s" is rejected because it is no day',
    (cursor) => {
      const createRequest = () => listRequest({ list: 'usage', owner: 'a' }, cursor, Date.UTC(2026, 10, 21));
      expect(createRequest).toThrow(expect.objectContaining({ name: 'VirusTotalError', kind: 'unexpected' }));
    },
  );
});

describe('the wait after a failure', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  const fail = (kind: FailureKind, before?: Failure, retryAfter?: number) =>
    toFailure(createError(kind, retryAfter), before, now);
  const waitOf = ({ retryAt = NaN }: Failure) => retryAt - now;

  it('the wait after a failure is as long as VirusTotal asks, and longer if it did not help', () => {
    const waits: number[] = [];
    let last: Failure | undefined;
    for (let tries = 0; tries < 5; tries++) waits.push(waitOf((last = fail('rate-limited', last, 1000))));
    expect(waits).toEqual([1, 120, 240, 480, 960].map((seconds) => seconds * 1000));
    expect(waitOf(fail('rate-limited', last, 9_000_000))).toBe(9_000_000);
  });

  it('alternating temporary failures count as consecutive tries', () => {
    const first = fail('unavailable');
    const second = fail('interrupted', first);
    expect(waitOf(second)).toBe(120_000);
    expect(waitOf(fail('bad-key', second))).toBe(3_600_000);
    expect(waitOf(fail('interrupted', fail('bad-key', second)))).toBe(60_000);
    expect(waitOf(fail('interrupted', fail('no-access', second)))).toBe(60_000);
  });

  it.each(['offline', 'waking', 'unreachable', 'proxy'] as const)(
    'the wait does not grow while nothing reaches VirusTotal (%s), and the wait goes on for what does',
    (kind) => {
      let last: Failure | undefined;
      for (let tries = 0; tries < 20; tries++) expect(waitOf((last = fail(kind, last)))).toBe(60_000);
      const second = fail('unavailable', fail('unavailable'));
      expect(waitOf(fail('unavailable', fail(kind, second)))).toBe(240_000);
    },
  );
});
