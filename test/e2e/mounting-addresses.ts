// The mounting matrix, last part: what an address may look like, and whose page it then is.
import { expect } from 'vitest';
import { readPanel } from './mounting-panel.ts';
import type { Row, Visit } from './mounting-play.ts';
import { go, goInPlace, inTurn, loads, mounted } from './mounting-steps.ts';

const whose = (path: string, user: string | undefined, more: Partial<Row> = {}): Row =>
  loads(path, {}, { path, user, ...more });

// 64 letters and digits may be somebody's API key.
const key = 'e5'.repeat(32);

export const addresses: Row[] = [
  whose('user/Alice', 'Alice', { also: showsTheirId }),
  whose('user/alice/', 'alice'),
  whose('user/alice/comments/?a=1#b', 'alice'),
  whose('user/alice?next=/gui/user/bob#/gui/user/carol', 'alice'),
  whose('user/al%69ce', 'alice'),
  whose('user/dot.ted', 'dot.ted'),
  whose('user/acme_enrich', 'acme_enrich'),
  whose('user/a%40b.example', 'a@b.example'),
  whose('user/%C3%A9ric', 'éric'),
  whose('user/nobody-there', 'nobody-there'),
  whose('user/%E0%A4%A', undefined),
  whose('user/%20', undefined),
  whose('user/', undefined),
  whose('user/apikey', undefined),
  whose('my-apikey', undefined),
  whose('group/acme/users', 'group acme'),
  whose('group/acme', 'group acme'),
  whose('group/%E0%A4%A/users', undefined),
  whose('home/upload', undefined),
  loads('another letter case on the way', {}, { steps: goInPlace('user/ALICE/comments'), also: mounted(1) }),
  loads('from a malformed id to a user', {}, { path: 'user/%E0%A4%A', steps: go('user/alice'), moves: true }),
  loads('an API key as an id', {}, { path: `user/${key}`, user: undefined, also: staysUnknown }),
  loads('an API key as a group', {}, { path: `group/${key}/users`, user: undefined, also: staysUnknown }),
  loads(
    'an API key on the way',
    {},
    {
      steps: inTurn(go(`user/${key}`), go(`user/${key}/comments`)),
      moves: true,
      user: undefined,
      also: staysUnknown,
    },
  ),
];

async function showsTheirId({ page }: Visit): Promise<void> {
  const title = page.locator('vitals-panel >>> h2').filter((heading) => heading.textContent === 'alice');
  await title.wait();
  expect((await readPanel(page)).text).toContain('alice');
}

/** Nothing is sent or stored. */
async function staysUnknown({ page, virusTotal, session }: Visit): Promise<void> {
  await go('user/alice')({ page } as Visit);
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('vitals-panel')?.dataset['user'] === 'alice',
  );
  expect(virusTotal.requests.filter(({ path }) => path.includes(key))).toEqual([]);
  expect(JSON.stringify([await session.storage(), await session.indexedDb()])).not.toContain(key);
}
