// Forged messages: every command there is, from everybody who might send it, in every wrong shape.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Result, Command, Input } from '../../core/messages.ts';
import { key } from '../fake-network.ts';
import { noon, withAccount } from './healthy-account.ts';
import {
  inMemory,
  setUpFixture,
  network,
  page,
  settle,
  stored,
  tearDownFixture,
  keyRecords,
} from './worker.ts';

type Sender = Browser.runtime.MessageSender;
type Row<C extends Command> = {
  /** An input that is carried out. */
  input: Input<C>;
  /** Whether a content script on VirusTotal's pages may send it. */
  panel: boolean;
  /** Members of another shape, one at a time. */
  wrong: { [M in keyof Input<C>]-?: unknown[] };
};

const huge = 'x'.repeat(5_000_000);
const texts: unknown[] = ['', 7, null, true, [], {}, ['spellman'], 'x'.repeat(501), huge];
const ways: unknown[] = [
  null,
  'device',
  [],
  {},
  { keyStorage: 'cloud' },
  { keyStorage: 'device', passphrase: 'correct horse battery' },
  { keyStorage: 'session', more: 1 },
  { keyStorage: 'passphrase' },
  { keyStorage: ['device'] },
  ...[...texts, 'too short', 'a'.repeat(40)].map((passphrase) => ({ keyStorage: 'passphrase', passphrase })),
  withProto({ keyStorage: 'device' }),
];
const flags = [0, 1, 'true', null, [], {}];

// A command that is missing here does not pass the type check.
const commands: { [C in Command]: Row<C> } = {
  addAccount: { input: { key }, panel: false, wrong: { key: texts, choice: ways } },
  setKeyStorage: {
    input: { id: 'spellman', choice: { keyStorage: 'session' } },
    panel: false,
    wrong: { id: texts, choice: ways },
  },
  unlock: { input: { passphrase: 'a passphrase' }, panel: false, wrong: { passphrase: texts } },
  lock: { input: {}, panel: false, wrong: {} },
  removeAccount: { input: { id: 'spellman' }, panel: false, wrong: { id: texts } },
  selectAccount: { input: { id: 'spellman' }, panel: false, wrong: { id: texts } },
  refresh: { input: { id: 'spellman' }, panel: false, wrong: { id: texts } },
  loadList: {
    input: { account: 'spellman', list: 'comments/spellman', targetCount: 40, fresh: false },
    panel: false,
    wrong: {
      account: texts,
      list: [
        ...texts,
        'comments',
        'comments/',
        '/spellman',
        `comments/${key}`,
        '__proto__/a',
        'constructor/a',
        'a/b/c/d',
        'comments/%',
      ],
      targetCount: [0, -1, 0.5, 1e9, '40', null, [], {}],
      fresh: flags,
    },
  },
  stopList: {
    input: { account: 'spellman', list: 'comments/spellman' },
    panel: false,
    wrong: { account: texts, list: [...texts, 'toString/a'] },
  },
  saveSettings: {
    input: { refreshMinutes: 5 },
    panel: false,
    wrong: {
      refreshMinutes: [0, 1, -15, 15.5, 1e9, '15', null, [15], {}],
      notificationsEnabled: [true, ...flags],
      autoLockMinutes: [0, 5, 1, -5, '15', null, [15], {}],
      panelMode: [...texts, 'sometimes', 'constructor'],
    },
  },
  getPanelContent: {
    input: { of: 'user', id: 'salem', freshness: 'auto' },
    panel: true,
    wrong: {
      of: [...texts, 'users', 'toString'],
      id: texts,
      freshness: [...texts, 'fresh', '__proto__', true],
    },
  },
  importSettings: {
    input: {
      format: 'vitals-for-virustotal-settings',
      version: 2,
      time: '2026-11-21T12:00:00.000Z',
      settings: { refreshMinutes: 60 },
      accounts: [{ id: 'salem', kind: 'user' }],
      current: 'salem',
    },
    panel: false,
    wrong: {
      format: ['', 'settings', 7, null, huge],
      version: [0, 3, 1.5, '2', null],
      time: ['', 'noon', '2026-11-21', 7, null, huge],
      settings: [
        null,
        [],
        7,
        { refreshMinutes: 7 },
        { notificationsEnabled: 'yes' },
        { annotate: 'always' },
        { more: 1 },
        withProto({}),
      ],
      accounts: [
        null,
        {},
        [],
        ['salem'],
        [{ id: 'salem' }],
        [{ id: 'salem', kind: 'admin' }],
        [{ id: '', kind: 'user' }],
        [{ id: key, kind: 'user' }],
        [{ id: 'salem\u202e', kind: 'user' }],
        [{ id: '\ud800', kind: 'user' }],
        [{ id: 'salem', kind: 'user', keyLast4: '333a' }],
        [
          { id: 'salem', kind: 'user' },
          { id: 'Salem', kind: 'user' },
        ],
        Array.from({ length: 201 }, (_, place) => ({ id: `salem${place || ''}`, kind: 'user' })),
      ],
      current: [null, '', 'somebody-else', 7, {}],
    },
  },
  deleteEverything: { input: {}, panel: false, wrong: {} },
  getPanelSettings: { input: {}, panel: true, wrong: {} },
  collapsePanel: { input: { collapsed: true }, panel: true, wrong: { collapsed: flags } },
  openOptions: { input: {}, panel: true, wrong: {} },
};

const all = Object.entries(commands) as [Command, Row<Command>][];

const site = 'https://www.virustotal.com';
const panel = (): Sender => ({
  id: fakeBrowser.runtime.id,
  url: `${site}/gui/user/salem`,
  frameId: 0,
  tab: {} as never,
});
const from = (change: object): Sender => ({ ...panel(), ...change });

const strangers: [string, () => Sender][] = [
  ['another extension', () => from({ id: 'abcdefghijklmnopabcdefghijklmnop' })],
  ['another extension with our address', () => ({ ...page(), id: 'somebody-else' })],
  ['another extension’s page', () => from({ url: 'chrome-extension://somebody-else/options.html' })],
  [
    'an extension whose id begins like ours',
    () => from({ url: `${fakeBrowser.runtime.getURL('').slice(0, -1)}2/options.html` }),
  ],
  ['nobody', () => ({})],
  ['a native application', () => from({ url: undefined })],
  ['an address that is none', () => from({ url: 'not an address' })],
  ['an empty address', () => from({ url: '' })],
  ['about:blank', () => from({ url: 'about:blank' })],
  ['a sandboxed frame', () => from({ url: 'data:text/html,x' })],
  ['a blob of VirusTotal’s', () => from({ url: `blob:${site}/1234` })],
  ['another site', () => from({ url: 'https://evil.example/gui/user/salem' })],
  ['a site that begins like VirusTotal', () => from({ url: `${site}.evil.example/gui/user/salem` })],
  ['a user at a site', () => from({ url: `${site}@evil.example/` })],
  ['VirusTotal’s API host of old', () => from({ url: 'https://virustotal.com/gui/user/salem' })],
  ['VirusTotal at another port', () => from({ url: `${site}:8443/gui/user/salem` })],
  ['VirusTotal without TLS', () => from({ url: 'http://www.virustotal.com/gui/user/salem' })],
  ['a frame within VirusTotal', () => from({ frameId: 7 })],
  ['VirusTotal in no frame', () => from({ frameId: undefined })],
];

/** What the listener says: the answer, or undefined when it takes no notice of the message. */
async function say(message: unknown, sender: Sender): Promise<Result<Command> | undefined> {
  let answer: Result<Command> | undefined;
  const heard = fakeBrowser.runtime.onMessage.trigger(message, sender, (given?: unknown) => {
    answer = given as Result<Command>;
  });
  const [waits] = (await heard) as unknown[];
  await settle();
  expect(answer !== undefined).toBe(waits);
  return answer;
}

/** All that a message could have changed or started. */
const world = async () => ({
  stored: await stored(),
  keys: await keyRecords(),
  memory: await inMemory(),
  requests: [...network.requests],
  opened: vi.mocked(fakeBrowser.runtime.openOptionsPage).mock.calls.length,
});

beforeEach(async () => {
  setUpFixture(noon);
  await withAccount();
  return tearDownFixture;
});

describe.each(all)('%s', (command, { input, panel: isForPanels, wrong }) => {
  it.each(strangers)(
    '[S-extension-commands] from %s gets no answer and changes nothing',
    async (_, sender) => {
      const before = await world();
      expect(await say({ command, input }, sender())).toBeUndefined();
      expect(await world()).toEqual(before);
    },
  );

  it('from our own pages is carried out', async () => {
    expect(await say({ command, input }, page())).toMatchObject({ ok: true });
  });

  it(`[S-script-commands] from a page of VirusTotal’s is ${isForPanels ? 'carried out' : 'not even refused'}`, async () => {
    const before = await world();
    const answer = await say({ command, input }, panel());
    expect(answer?.ok).toBe(isForPanels || undefined);
    const after = await world();
    expect(isForPanels || JSON.stringify(after) === JSON.stringify(before)).toBe(true);
  });

  it('[S-messages] in a wrong shape is refused and changes nothing', async () => {
    const inputs: unknown[] = [
      null,
      undefined,
      7,
      huge,
      [],
      [input],
      JSON.stringify(input),
      { ...input, more: 1 },
      { ...input, [huge.slice(0, 1000)]: huge },
      withProto(input),
      ...Object.entries<unknown[]>(wrong).flatMap(([member, values]) =>
        values.map((value) => Object.assign({}, input, { [member]: value })),
      ),
      ...Object.keys(input).map((member) => without(input, member)),
    ];
    const before = await world();
    for (const given of inputs)
      expect({
        given: JSON.stringify(given)?.slice(0, 80),
        is: await say({ command, input: given }, page()),
      }).toEqual({
        given: JSON.stringify(given)?.slice(0, 80),
        is: { ok: false, error: { kind: 'unexpected' } },
      });
    expect(await world()).toEqual(before);
    expect({}).not.toHaveProperty('polluted');
  });
});

/** As JSON makes it: `__proto__` is a member. */
function withProto(input: object): unknown {
  const start = JSON.stringify(input).replace(/\}$/u, '');
  return JSON.parse(`${start}${Object.keys(input).length > 0 ? ',' : ''}"__proto__":{"polluted":true}}`);
}

const without = (input: object, member: string): object =>
  Object.fromEntries(Object.entries(input).filter(([name]) => name !== member));

describe('what is no command', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'ADDACCOUNT',
    'add account',
    '',
    huge,
    7,
    null,
    ['refresh'],
    {},
  ];

  it.each([undefined, null, 'refresh', 7, true, [], [{ command: 'refresh' }], {}, { input: {} }])(
    '%j gets no answer',
    async (message) => {
      expect(await say(message, page())).toBeUndefined();
    },
  );

  it.each(names.map((command) => [JSON.stringify(command).slice(0, 20), command] as const))(
    '"%s" gets no answer',
    async (_, command) => {
      const before = await world();
      expect(await say({ command, input: { id: 'spellman' } }, page())).toBeUndefined();
      expect(await say({ command, input: { id: 'spellman' } }, panel())).toBeUndefined();
      expect(await world()).toEqual(before);
    },
  );
});

describe('the page of VirusTotal’s', () => {
  it.each(['.', '..', key, key.toUpperCase(), 'a'.repeat(64)])(
    '[S-page-key-in-url] cannot have "%s" asked for as a user',
    async (id) => {
      expect(
        await say({ command: 'getPanelContent', input: { of: 'user', id, freshness: 'reload' } }, panel()),
      ).toMatchObject({
        value: { problem: { kind: 'not-found' } },
      });
      expect(network.requests).toEqual([]);
    },
  );

  it('[S-script-key] is never told a key, its end, or where it is', async () => {
    const told: unknown[] = [];
    for (const [command, { input }] of all) told.push(await say({ command, input }, panel()));
    expect(JSON.stringify(told)).toContain('salem');
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${key}|keyLast4`, 'iu'));
  });
});
