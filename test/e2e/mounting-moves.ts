// The mounting matrix, third part: where people go, and how the page takes them there.
import { expect } from 'vitest';
import { ask } from '../browser/extension-page.ts';
import { until } from '../browser/session-helpers.ts';
import { readPanel, untilSaid } from './mounting-panel.ts';
import { panelFacts, type Row, type Visit } from './mounting-play.ts';
import {
  at,
  back,
  forward,
  go,
  goInPlace,
  inTurn,
  loads,
  mounted,
  press,
  shown,
  type Step,
} from './mounting-steps.ts';

const ways = (['url-first', 'dom-first'] as const).flatMap((order) =>
  [10, 200].map((orderGap) =>
    loads(
      `${order} by ${orderGap} ms`,
      { order, orderGap, views: 'replace' },
      {
        path: 'home/upload',
        moves: true,
        steps: inTurn(go('user/bob'), go('group/acme/users'), go('user/alice')),
      },
    ),
  ),
);

/** From user to user nothing has to move. */
const turns = (['url-first', 'dom-first'] as const).map((order) =>
  loads(
    `${order} from user to user`,
    { order, orderGap: 200, views: 'replace' },
    { steps: inTurn(go('user/bob'), go('user/carol')), user: 'carol' },
  ),
);

const paths: Row[] = [
  loads(
    'no container on the way either',
    { container: 'none' },
    {
      overlay: true,
      steps: inTurn(go('user/bob'), go('home/upload'), back('user/bob')),
      user: 'bob',
    },
  ),
  loads(
    'from group to group',
    {},
    { path: 'group/acme/users', steps: go('group/blabla/users'), user: 'group blabla' },
  ),
  loads(
    'a container that is hidden at first',
    {},
    {
      path: 'home/upload',
      steps: inTurn(display('none'), go('user/alice'), display('block')),
      moves: true,
    },
  ),
  loads(
    'a way that is cancelled',
    { cancel: ['/gui/user/bob'] },
    { steps: go('user/bob'), also: mounted(1) },
  ),
  loads(
    'a way out that is cancelled',
    { cancel: ['/gui/home/url'] },
    { steps: go('home/url'), also: mounted(1) },
  ),
  loads('a way out', {}, { steps: go('home/upload'), user: undefined, moves: true }),
  loads('back', {}, { steps: inTurn(go('home/upload'), back('user/alice')), moves: true }),
  loads(
    'back and forward',
    {},
    {
      steps: inTurn(go('user/bob'), back('user/alice'), forward('user/bob')),
      user: 'bob',
    },
  ),
  loads('back across documents', {}, { steps: acrossDocuments }),
  loads(
    'tabs of the same user',
    {},
    {
      steps: inTurn(
        goInPlace('user/alice/comments'),
        goInPlace('user/alice/graphs'),
        go('user/alice/apikey'),
      ),
      also: mounted(1),
    },
  ),
  loads(
    'thirty users in a row',
    {},
    {
      steps: inTurn(...Array.from({ length: 15 }, () => inTurn(go('user/bob'), go('user/alice')))),
      also: mounted(31),
    },
  ),
  loads(
    'answers out of order',
    {},
    {
      steps: threeAtOnce,
      user: 'no2fa',
      also: lateAnswersChangeNothing,
    },
  ),
  loads(
    'a member’s link',
    {},
    { path: 'group/acme/users', steps: inTurn(press('group-view >>> a[href$=alice]'), at('user/alice')) },
  ),
  loads(
    'an author’s link',
    {},
    { path: 'file/abc', steps: inTurn(press('file-view >>> a[href$=alice]'), at('user/alice')) },
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
  await shown(visit);
}

const three = ['expired', 'hunter', 'no2fa'] as const;

async function threeAtOnce({ page, virusTotal, isPlain }: Visit): Promise<void> {
  const late = isPlain ? [] : three.slice(0, 2);
  for (const id of late) virusTotal.throw({ kind: 'slow' }, { route: `/api/v3/users/${id}` });
  await page.evaluate((ids) => Promise.all(ids.map((id) => window.page.navigate(`/gui/user/${id}`))), three);
}

async function lateAnswersChangeNothing({ page, virusTotal, asking }: Visit): Promise<void> {
  await until('two answers held', () => Promise.resolve(virusTotal.held === 2));
  const before = await untilSaid(page, 'seen by');
  virusTotal.clearFaults();
  await until('both came', () =>
    ask(
      asking,
      async (api, ids) => {
        const stored = Object.keys(await api.storage.local.get(null)).join();
        return ids.every((id) => stored.includes(id));
      },
      three,
    ),
  );
  expect((await readPanel(page)).text).toBe(before);
  expect((await panelFacts(page)).users).toEqual(['no2fa']);
}

const signIns = (['push', 'reload', 'shell'] as const).map((signIn) =>
  loads(
    `sign-in and return by ${signIn}`,
    { signedIn: false, signIn, signInTarget: '/gui/user/alice' },
    {
      path: 'sign-in',
      steps: inTurn(press('#sign-in-btn'), at('user/alice')),
      moves: true,
    },
  ),
);

export const moves: Row[] = [...ways, ...turns, ...paths, ...signIns];
