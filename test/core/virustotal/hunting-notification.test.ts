import { expect, it } from 'vitest';
import { readHuntingNotification } from '../../../core/virustotal/resources/hunting-notification.ts';
import { readRetrohuntJob } from '../../../core/virustotal/resources/retrohunt-job.ts';

const hash = 'a1'.repeat(16);
const file = 'b2'.repeat(32);
const read = (id: string, attributes: object = {}) =>
  readHuntingNotification({ type: 'hunting_notification', id, attributes });

it.each([
  [`5012345678-${hash}-${file}-1635000000`, { rulesetId: '5012345678', file }],
  [`77-${hash.toUpperCase()}-${file.toUpperCase()}-1`, { rulesetId: '77', file: file.toUpperCase() }],
  [`5012345678-4711-${hash}`, { rulesetId: '5012345678' }],
])('the notification id %s names its ruleset', (id, expected) => {
  expect(read(id)).toEqual({ id, ...expected, invalidFields: [] });
});

it.each(['5012345678', `1-${hash}-${file}-1635000000-2`, `1-${hash}-${hash}-1635000000`, '--'])(
  'the notification id %s names no ruleset',
  (id) => {
    expect(read(id)).not.toHaveProperty('rulesetId');
  },
);

it('the tags of a notification name its file before its id does', () => {
  const tagged = 'c3'.repeat(32);
  expect(read(`1-${hash}-${file}-1635000000`, { tags: ['rule', tagged] })).toMatchObject({ file: tagged });
});

it('null and missing fields of a notification are equal', () => {
  const id = `1-4711-${hash}`;
  expect(read(id, { source_country: null, source_key: null, snippet: null })).toEqual(read(id));
});

it('a job that is starting has neither start nor estimate', () => {
  const attributes = { status: 'starting', progress: 0, creation_date: 1_635_000_000, num_matches: 0 };
  expect(readRetrohuntJob({ type: 'retrohunt_job', id: 'x-1', attributes })).toEqual({
    id: 'x-1',
    status: 'starting',
    progress: 0,
    matches: 0,
    created: 1_635_000_000_000,
    invalidFields: [],
  });
});
