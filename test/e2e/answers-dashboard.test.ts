// An administrator's questions, each answered from the toolbar within a number of clicks, and what the answer costs.
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { message } from '../message.ts';
import { byRole, type Fixture, until, untilText, withExtension } from './fixture.ts';

/** Counts the clicks of one question. The click on the toolbar opens the popup. */
async function fromToolbar({ session }: Fixture) {
  const popup = await session.open('popup.html');
  let clicks = 1;
  const dashboard = await byRole(popup, 'link', message('popup.dashboard'));
  const path = await dashboard.evaluate((link) => (link as HTMLAnchorElement).pathname);
  const page = await session.open(path.slice(1));
  clicks += 1;
  return {
    page,
    press: async (button: string): Promise<void> => {
      const found = await byRole(page, 'button', button);
      clicks += 1;
      await found.evaluate((element) => (element as HTMLElement).click());
    },
    clicks: () => clicks,
  };
}

const costs = ({ virusTotal }: Fixture): number => virusTotal.count({ caller: 'admin', mayCost: true });
const loadOf = (title: string): string =>
  message(
    'dashboard.list.of',
    message('dashboard.list.load'),
    message('dashboard.administration.of', title, 'acme'),
  );
const members = message('dashboard.members.title');
const services = message('dashboard.service_list.title');

/** Who has no 2FA, and is it relevant: at most four clicks. Are the caps sensible: at most three. */
async function askAboutPeople(fixture: Fixture): Promise<Page> {
  const before = costs(fixture);
  const { page, press, clicks } = await fromToolbar(fixture);
  await press(loadOf(members));
  expect(clicks()).toBe(3);
  const region = await byRole(page, 'region', members);
  const lacking = message('dashboard.members.without_2fa', 3, '3', 'no2fa, j_park, oduya');
  await untilText(region, `${lacking} ${message('dashboard.members.sign_on_open')}`);
  await untilText(region, message('dashboard.members.caps', 1, '1', '12'));
  await untilText(region, message('dashboard.members.cap_near', 'member'));
  const table = await byRole(region, 'table', members);
  expect(await untilText(table, '920')).toMatch(/member\nMia Okafor\n920\n11,873\n<1%\n1,000\n2FA on/u);
  await byRole(region, 'button', message('dashboard.members.copy_emails'));
  await until('the people are in view', () =>
    region.evaluate((section) => Math.abs(section.getBoundingClientRect().top) < innerHeight / 2),
  );
  // The members, those without 2FA, and the use of today and of this month.
  expect(costs(fixture) - before).toBe(4);
  return page;
}

/** Which service account uses most today: at most three clicks. */
async function askAboutServiceAccounts(fixture: Fixture): Promise<void> {
  const before = costs(fixture);
  const { page, press, clicks } = await fromToolbar(fixture);
  await press(loadOf(services));
  expect(clicks()).toBe(3);
  const region = await byRole(page, 'region', message('dashboard.service_list.of', 'acme'));
  const table = await byRole(region, 'table', message('dashboard.service_list.of', 'acme'));
  await untilText(region, /acme_enrich.*91%/u);
  expect(await untilText(table, '20,000')).not.toContain(message('dashboard.column.last_login'));
  // The use of each is free.
  expect(costs(fixture) - before).toBe(1);
}

describe("an administrator's questions", () => {
  test('are answered within three clicks from the toolbar, at the cost that was said', () =>
    withExtension('chromium', async (fixture) => {
      await fixture.addAccount('admin');
      await askAboutServiceAccounts(fixture);
      const page = await askAboutPeople(fixture);
      expect(page.url()).toMatch(/#\/groups\/acme\/members$/u);
    }));

  test('about 2FA and caps are answered in Firefox, whose inner scrollbars follow the colors', () =>
    withExtension('firefox', async (fixture) => {
      await fixture.addAccount('admin');
      const page = await askAboutPeople(fixture);
      const bars = await page.$eval('.table-scroll', (table) => getComputedStyle(table).scrollbarColor);
      expect(bars).toMatch(/^rgb/u);
    }));
});
