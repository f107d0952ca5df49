// Faults that were found by tests of this folder and of `properties/`, each with the case that showed it.
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

describe('foreign text', () => {
  it('never ends in half a character, of which no address could be made', () => {
    expect(text(`${'a'.repeat(498)}\u{1F600}${'b'.repeat(9)}`)).toBe(`${'a'.repeat(498)}\uFFFD…`);
    expect(multilineText(`\u{1F600}\uD800\n\uDC00`)).toBe('\u{1F600}\uFFFD\n\uFFFD');
  });
});

const namesIn = (rules: string) =>
  readRetrohuntJob({ type: 'retrohunt_job', id: 'a', attributes: { rules } })?.ruleNames;

describe('the rules of a retrohunt job', () => {
  it.each([
    ['empty lines', '\n'.repeat(300_000)],
    ['modifiers', 'private\n'.repeat(60_000)],
    ['spaces', ' '.repeat(300_000)],
    // It took minutes, longer than any test may.
  ])('are found in time among %s without end', (_, filling) => {
    expect(namesIn(`${filling}\n  private global rule one {}\nglobal\nrule two : tag {}`)).toEqual([
      'one',
      'two',
    ]);
  });
});

describe('an id in an address', () => {
  const { fetch, requests } = createFakeNetwork({}, () => new Response('', { status: 404 }));
  beforeEach(() => {
    requests.length = 0;
  });
  const client = createClient({ fetch, key });

  it.each(['.', '..'])('"%s" leads nowhere else', async (id) => {
    await expect(client.userWithoutRelationships(id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.overallQuotas(id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.page({ list: 'consumers', owner: 'acme', detail: id })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect(requests).toEqual([]);
  });

  it('may hold half a character', async () => {
    await expect(client.userWithoutRelationships('a\uD800')).rejects.toMatchObject({ kind: 'unexpected' });
    expect(requests).toEqual(['/users/a%EF%BF%BD']);
  });
});

describe('a reader', () => {
  it('takes a preference that is nested without end for one that makes no sense', () => {
    const endless: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const attributes = { preferences: { ui: { theme: 'dark', layout: endless } } };
    expect(readAccount({ type: 'user', id: 'a', attributes })).toMatchObject({
      preferences: [{ name: 'ui', entries: [{ name: 'theme' }] }],
      invalidFields: ['layout'],
    });
  });

  it.each(['tomorrow', '', '+275760-09-13', '-271821-04-20'])(
    'knows that "%s" is no day of usage',
    (cursor) => {
      const ask = () => listRequest({ list: 'usage', owner: 'a' }, cursor, Date.UTC(2026, 10, 21));
      expect(ask).toThrow(expect.objectContaining({ name: 'VirusTotalError', kind: 'unexpected' }));
    },
  );
});

describe('a failure', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  const fail = (kind: FailureKind, before?: Failure, retryAfter?: number) =>
    toFailure(createError(kind, retryAfter), before, now);
  const waitOf = ({ retryAt = NaN }: Failure) => (retryAt - now) / 1000;

  it('waits as long as VirusTotal asked, and longer where that did not help', () => {
    const waits: number[] = [];
    let last: Failure | undefined;
    for (let tries = 0; tries < 5; tries++) waits.push(waitOf((last = fail('rate-limited', last, 1))));
    expect(waits).toEqual([1, 120, 240, 480, 960]);
    expect(waitOf(fail('rate-limited', last, 9000))).toBe(9000);
  });

  it('that takes turns with another one of its sort is one in a row', () => {
    const first = fail('unavailable');
    const second = fail('offline', first);
    expect(waitOf(second)).toBe(120);
    expect(waitOf(fail('bad-key', second))).toBe(3600);
    expect(waitOf(fail('offline', fail('bad-key', second)))).toBe(60);
    expect(waitOf(fail('offline', fail('no-access', second)))).toBe(60);
  });
});
