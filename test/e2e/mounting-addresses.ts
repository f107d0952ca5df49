// The mounting matrix, last part: page URLs, and whose panel each one shows.
import { expect } from 'vitest';
import { untilPanelContains } from './mounting-panel.ts';
import type { MountingCase, Visit } from './mounting-case.ts';
import { navigateTo, replaceWith, sequence, mountingCase, expectMounts } from './mounting-steps.ts';

const addressCase = (
  path: string,
  user: string | undefined,
  more: Partial<MountingCase> = {},
): MountingCase => mountingCase(path, {}, { path, user, ...more });

// 64 letters and digits may be somebody's API key.
const key = 'e5'.repeat(32);

export const addresses: MountingCase[] = [
  addressCase('user/Alice', 'Alice', { check: expectIdOfAddress }),
  addressCase('user/alice/', 'alice'),
  addressCase('user/alice/comments/?a=1#b', 'alice'),
  addressCase('user/alice?next=/gui/user/bob#/gui/user/carol', 'alice'),
  addressCase('user/al%69ce', 'alice'),
  addressCase('user/dot.ted', 'dot.ted'),
  addressCase('user/acme_enrich', 'acme_enrich'),
  addressCase('user/a%40b.example', 'a@b.example'),
  addressCase('user/%C3%A9ric', 'éric'),
  addressCase('user/nobody-there', 'nobody-there'),
  addressCase('user/%E0%A4%A', undefined),
  addressCase('user/%20', undefined),
  addressCase('user/', undefined),
  addressCase('user/apikey', undefined),
  addressCase('my-apikey', undefined),
  addressCase('group/acme/users', 'group acme'),
  addressCase('group/acme', 'group acme'),
  addressCase('group/%E0%A4%A/users', undefined),
  addressCase('home/upload', undefined),
  mountingCase(
    'a URL with another letter case',
    {},
    { steps: replaceWith('user/ALICE/comments'), check: expectMounts(1) },
  ),
  mountingCase(
    'from a malformed id to a user',
    {},
    { path: 'user/%E0%A4%A', steps: navigateTo('user/alice'), mayShift: true },
  ),
  mountingCase(
    'an API key in place of a user id',
    {},
    { path: `user/${key}`, user: undefined, check: expectNothingSent },
  ),
  mountingCase(
    'an API key in place of a group id',
    {},
    { path: `group/${key}/users`, user: undefined, check: expectNothingSent },
  ),
  mountingCase(
    'navigation to an API key',
    {},
    {
      steps: sequence(navigateTo(`user/${key}`), navigateTo(`user/${key}/comments`)),
      mayShift: true,
      user: undefined,
      check: expectNothingSent,
    },
  ),
];

async function expectIdOfAddress({ page }: Visit): Promise<void> {
  // The address has the id in capitals.
  await untilPanelContains(page, 'alice');
}

/** Checks that nothing is sent or stored. */
async function expectNothingSent({ page, virusTotal, session }: Visit): Promise<void> {
  await navigateTo('user/alice')({ page } as Visit);
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('vitals-panel')?.dataset['user'] === 'alice',
  );
  expect(virusTotal.requests.filter(({ path }) => path.includes(key))).toEqual([]);
  expect(JSON.stringify([await session.storage(), await session.indexedDb()])).not.toContain(key);
}
