// The mounting matrix, third part: navigation, and how the page performs it.
import { expect } from 'vitest';
import { runWithApi } from '../browser/extension-page.ts';
import { until } from '../browser/session-helpers.ts';
import { message } from '../message.ts';
import { readPanel, untilPanelContains } from './mounting-panel.ts';
import { readPlacement, type MountingCase, type Visit } from './mounting-case.ts';
import {
  untilAt,
  back,
  forward,
  navigateTo,
  replaceWith,
  sequence,
  mountingCase,
  expectMounts,
  clickOn,
  untilRendered,
  type Step,
} from './mounting-steps.ts';

const orders = (['url-first', 'dom-first'] as const).flatMap((order) =>
  [10, 200].map((orderGap) =>
    mountingCase(
      `${order} by ${orderGap} ms`,
      { order, orderGap, views: 'replace' },
      {
        path: 'home/upload',
        mayShift: true,
        steps: sequence(navigateTo('user/bob'), navigateTo('group/acme/users'), navigateTo('user/alice')),
      },
    ),
  ),
);

/** Between two users nothing has to move. */
const userChanges = (['url-first', 'dom-first'] as const).map((order) =>
  mountingCase(
    `${order} from user to user`,
    { order, orderGap: 200, views: 'replace' },
    { steps: sequence(navigateTo('user/bob'), navigateTo('user/carol')), user: 'carol' },
  ),
);

const paths: MountingCase[] = [
  mountingCase(
    'no container on the next page either',
    { container: 'none' },
    {
      overlay: true,
      steps: sequence(navigateTo('user/bob'), navigateTo('home/upload'), back('user/bob')),
      user: 'bob',
    },
  ),
  mountingCase(
    'from group to group',
    {},
    { path: 'group/acme/users', steps: navigateTo('group/blabla/users'), user: 'group blabla' },
  ),
  mountingCase(
    'a container that is hidden at first',
    {},
    {
      path: 'home/upload',
      steps: sequence(display('none'), navigateTo('user/alice'), display('block')),
      mayShift: true,
    },
  ),
  mountingCase(
    'a canceled navigation to a user',
    { cancel: ['/gui/user/bob'] },
    { steps: navigateTo('user/bob'), check: expectMounts(1) },
  ),
  mountingCase(
    'a canceled navigation away',
    { cancel: ['/gui/home/url'] },
    { steps: navigateTo('home/url'), check: expectMounts(1) },
  ),
  mountingCase('navigation away', {}, { steps: navigateTo('home/upload'), user: undefined, mayShift: true }),
  mountingCase(
    'back',
    {},
    { steps: sequence(navigateTo('home/upload'), back('user/alice')), mayShift: true },
  ),
  mountingCase(
    'back and forward',
    {},
    {
      steps: sequence(navigateTo('user/bob'), back('user/alice'), forward('user/bob')),
      user: 'bob',
    },
  ),
  mountingCase('back across documents', {}, { steps: acrossDocuments }),
  mountingCase(
    'tabs of the same user',
    {},
    {
      steps: sequence(
        replaceWith('user/alice/comments'),
        replaceWith('user/alice/graphs'),
        navigateTo('user/alice/apikey'),
      ),
      check: expectMounts(1),
    },
  ),
  mountingCase(
    'thirty users in a row',
    {},
    {
      steps: sequence(
        ...Array.from({ length: 15 }, () => sequence(navigateTo('user/bob'), navigateTo('user/alice'))),
      ),
      check: expectMounts(31),
    },
  ),
  mountingCase(
    'responses out of order',
    {},
    {
      steps: navigateToThreeUsers,
      user: 'no2fa',
      check: expectLateResponsesIgnored,
    },
  ),
  mountingCase(
    'a member’s link',
    {},
    {
      path: 'group/acme/users',
      steps: sequence(clickOn('group-view >>> a[href$=alice]'), untilAt('user/alice')),
    },
  ),
  mountingCase(
    'an author’s link',
    {},
    { path: 'file/abc', steps: sequence(clickOn('file-view >>> a[href$=alice]'), untilAt('user/alice')) },
  ),
];

function display(value: string): Step {
  return ({ page }) =>
    page.evaluate((wanted) => {
      const container = document.querySelector<HTMLElement>('#view-container');
      if (container) container.style.display = wanted;
    }, value);
}

async function acrossDocuments(visit: Visit): Promise<void> {
  const { page } = visit;
  await page.goto('https://www.virustotal.com/gui/home/upload');
  await page.goBack();
  await untilRendered(visit);
}

const userIds = ['expired', 'hunter', 'no2fa'] as const;

async function navigateToThreeUsers(visit: Visit): Promise<void> {
  const { virusTotal, isPlain } = visit;
  const heldIds = isPlain ? [] : userIds.slice(0, 2);
  for (const id of heldIds) virusTotal.throw({ kind: 'slow' }, { route: `/api/v3/users/${id}` });
  for (const [index, id] of userIds.entries()) {
    await navigateTo(`user/${id}`)(visit);
    if (index < heldIds.length)
      await until(`the request for ${id} is held`, () => Promise.resolve(virusTotal.held > index));
  }
}

async function expectLateResponsesIgnored({ page, virusTotal, extensionPage }: Visit): Promise<void> {
  await until('two responses are held', () => Promise.resolve(virusTotal.held === 2));
  const before = await untilPanelContains(page, message('panel.seen_by', 'spellman'));
  virusTotal.clearFaults();
  await until('both responses have arrived', () =>
    runWithApi(
      extensionPage,
      async (api, ids) => {
        const stored = Object.keys(await api.storage.local.get(null)).join();
        return ids.every((id) => stored.includes(id));
      },
      userIds,
    ),
  );
  expect((await readPanel(page)).text).toBe(before);
  expect((await readPlacement(page)).users).toEqual(['no2fa']);
}

const signIns = (['push', 'reload', 'shell'] as const).map((signIn) =>
  mountingCase(
    `sign-in and return by ${signIn}`,
    { signedIn: false, signIn, signInTarget: '/gui/user/alice' },
    {
      path: 'sign-in',
      steps: sequence(clickOn('#sign-in-btn'), untilAt('user/alice')),
      mayShift: true,
    },
  ),
);

export const moves: MountingCase[] = [...orders, ...userChanges, ...paths, ...signIns];
