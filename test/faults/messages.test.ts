// Forged messages: every command, from every sender, in every invalid shape.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Result, Command, Input } from '../../core/messages.ts';
import { key } from '../fake-network.ts';
import { noon, withAccount } from './healthy-account.ts';
import {
  readSessionStorage,
  setUpFixture,
  network,
  page,
  settle,
  readStorage,
  tearDownFixture,
  readKeyStore,
} from './worker.ts';

type Sender = Browser.runtime.MessageSender;
type Row<C extends Command> = {
  /** A valid input. */
  input: Input<C>;
  /** Who besides our own pages may send it. */
  senders: readonly ('panel' | 'panel-host')[];
  /** Invalid values by member. */
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

// The type check fails if a command is missing here.
const commands: { [C in Command]: Row<C> } = {
  addAccount: {
    input: { key },
    senders: [],
    wrong: {
      key: texts,
      userId: [...texts, key, `apikey=${key}`],
      choice: ways,
      allowWeaker: flags,
      keepUnfinished: flags,
    },
  },
  setKeyStorage: {
    input: { id: 'spellman', choice: { keyStorage: 'session' } },
    senders: [],
    wrong: { id: texts, choice: ways },
  },
  unlock: { input: { passphrase: 'a passphrase' }, senders: [], wrong: { passphrase: texts } },
  lock: { input: {}, senders: [], wrong: {} },
  removeAccount: { input: { id: 'spellman' }, senders: [], wrong: { id: texts } },
  selectAccount: { input: { id: 'spellman' }, senders: [], wrong: { id: texts } },
  refresh: { input: { id: 'spellman' }, senders: [], wrong: { id: texts, all: flags } },
  checkConformance: { input: { id: 'spellman' }, senders: [], wrong: { id: texts } },
  loadList: {
    input: { account: 'spellman', list: 'comments/spellman', targetCount: 40, fresh: false },
    senders: [],
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
    senders: [],
    wrong: { account: texts, list: [...texts, 'toString/a'] },
  },
  saveSettings: {
    input: { refreshMinutes: 5 },
    senders: [],
    wrong: {
      refreshMinutes: [0, 1, -15, 15.5, 1e9, '15', null, [15], {}],
      notificationsEnabled: [true, ...flags],
      autoLockMinutes: [0, 5, 1, -5, '15', null, [15], {}],
      lookupsPerDay: [60, 0, 61, -5, '60', null, [60], {}],
      peopleRetentionDays: [30, 0, 91, 1.5, '30', null, [30], {}],
      barKeyDismissed: [true, ...flags],
      panelMode: [...texts, 'sometimes', 'constructor'],
    },
  },
  lookUp: {
    input: { of: 'user', id: 'salem', freshness: 'auto' },
    senders: ['panel'],
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
    senders: [],
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
  forgetOtherPeople: { input: {}, senders: [], wrong: {} },
  deleteEverything: { input: {}, senders: [], wrong: {} },
  getPanelSettings: {
    input: {},
    senders: ['panel-host'],
    wrong: { place: [null, '', {}, { of: 'file', id: 'salem' }] },
  },
  collapsePanel: { input: { collapsed: true }, senders: ['panel'], wrong: { collapsed: flags } },
  openOptions: { input: {}, senders: ['panel'], wrong: {} },
  openDashboard: { input: {}, senders: ['panel-host'], wrong: {} },
};

const all = Object.entries(commands) as [Command, Row<Command>][];

const site = 'https://www.virustotal.com';
const panelHost = (): Sender => ({
  id: fakeBrowser.runtime.id,
  url: `${site}/gui/user/salem`,
  frameId: 0,
  tab: {} as never,
});
const panel = (): Sender => ({
  ...panelHost(),
  url: fakeBrowser.runtime.getURL('/panel.html'),
  frameId: 7,
});
const senderWith = (change: object): Sender => ({ ...panelHost(), ...change });

const foreignSenders: [string, () => Sender][] = [
  ['another extension', () => senderWith({ id: 'abcdefghijklmnopabcdefghijklmnop' })],
  ['another extension with our URL', () => ({ ...page(), id: 'somebody-else' })],
  ['another extension’s page', () => senderWith({ url: 'chrome-extension://somebody-else/options.html' })],
  [
    'an extension whose id starts like ours',
    () => senderWith({ url: `${fakeBrowser.runtime.getURL('').slice(0, -1)}2/options.html` }),
  ],
  ['nobody', () => ({})],
  ['a native application', () => senderWith({ url: undefined })],
  ['an invalid URL', () => senderWith({ url: 'not an address' })],
  ['an empty URL', () => senderWith({ url: '' })],
  ['about:blank', () => senderWith({ url: 'about:blank' })],
  ['a sandboxed frame', () => senderWith({ url: 'data:text/html,x' })],
  ['a blob URL of VirusTotal', () => senderWith({ url: `blob:${site}/1234` })],
  ['another site', () => senderWith({ url: 'https://evil.example/gui/user/salem' })],
  [
    'a site whose name starts like VirusTotal',
    () => senderWith({ url: `${site}.evil.example/gui/user/salem` }),
  ],
  ['a site with VirusTotal as user name', () => senderWith({ url: `${site}@evil.example/` })],
  ['VirusTotal’s old API host', () => senderWith({ url: 'https://virustotal.com/gui/user/salem' })],
  ['VirusTotal on another port', () => senderWith({ url: `${site}:8443/gui/user/salem` })],
  ['VirusTotal without TLS', () => senderWith({ url: 'http://www.virustotal.com/gui/user/salem' })],
  ['a frame within VirusTotal', () => senderWith({ frameId: 7 })],
  ['VirusTotal in no frame', () => senderWith({ frameId: undefined })],
];

/** Returns the listener's response, or undefined if it ignores the message. */
async function sendMessage(message: unknown, sender: Sender): Promise<Result<Command> | undefined> {
  let response: Result<Command> | undefined;
  const listenerResults = fakeBrowser.runtime.onMessage.trigger(message, sender, (given?: unknown) => {
    response = given as Result<Command>;
  });
  const [isResponding] = (await listenerResults) as unknown[];
  await settle();
  expect(response !== undefined).toBe(isResponding);
  return response;
}

/** Everything that a message could have changed or started. */
const takeSnapshot = async () => ({
  stored: await readStorage(),
  keys: await readKeyStore(),
  memory: await readSessionStorage(),
  requests: [...network.requests],
  opened: vi.mocked(fakeBrowser.runtime.openOptionsPage).mock.calls.length,
  tabs: (await fakeBrowser.tabs.query({})).length,
});

beforeEach(async () => {
  setUpFixture(noon);
  await withAccount();
  return tearDownFixture;
});

describe.each(all)('the command %s', (command, { input, senders, wrong }) => {
  it.each(foreignSenders)(
    '[S-extension-commands] the command from %s gets no response and changes nothing',
    async (_, sender) => {
      const before = await takeSnapshot();
      expect(await sendMessage({ command, input }, sender())).toBeUndefined();
      expect(await takeSnapshot()).toEqual(before);
    },
  );

  it('the command from our own pages is executed', async () => {
    expect(await sendMessage({ command, input }, page())).toMatchObject({ ok: true });
  });

  it.each([
    ['panel', panel],
    ['panel-host', panelHost],
  ] as const)(
    '[S-script-commands] the command from the %s is executed only where it may be',
    async (role, sender) => {
      const isPermitted = senders.includes(role);
      const before = await takeSnapshot();
      const response = await sendMessage({ command, input }, sender());
      expect(response?.ok).toBe(isPermitted || undefined);
      const after = await takeSnapshot();
      expect(isPermitted || JSON.stringify(after) === JSON.stringify(before)).toBe(true);
    },
  );

  it('[S-messages] the command with an invalid input is rejected and changes nothing', async () => {
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
    const before = await takeSnapshot();
    for (const given of inputs)
      expect({
        given: JSON.stringify(given)?.slice(0, 80),
        is: await sendMessage({ command, input: given }, page()),
      }).toEqual({
        given: JSON.stringify(given)?.slice(0, 80),
        is: { ok: false, error: { kind: 'unexpected' } },
      });
    expect(await takeSnapshot()).toEqual(before);
    expect({}).not.toHaveProperty('polluted');
  });
});

/** Builds an object with a member `__proto__`, as JSON.parse does. */
function withProto(input: object): unknown {
  const start = JSON.stringify(input).replace(/\}$/u, '');
  return JSON.parse(`${start}${Object.keys(input).length > 0 ? ',' : ''}"__proto__":{"polluted":true}}`);
}

const without = (input: object, member: string): object =>
  Object.fromEntries(Object.entries(input).filter(([name]) => name !== member));

describe('messages that are no command', () => {
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
    'the message %j gets no response',
    async (message) => {
      expect(await sendMessage(message, page())).toBeUndefined();
    },
  );

  it.each(names.map((command) => [JSON.stringify(command).slice(0, 20), command] as const))(
    'the command name "%s" gets no response',
    async (_, command) => {
      const before = await takeSnapshot();
      expect(await sendMessage({ command, input: { id: 'spellman' } }, page())).toBeUndefined();
      expect(await sendMessage({ command, input: { id: 'spellman' } }, panelHost())).toBeUndefined();
      expect(await takeSnapshot()).toEqual(before);
    },
  );
});

describe('a VirusTotal page', () => {
  it.each(['.', '..', key, key.toUpperCase(), 'a'.repeat(64), `${key},`, `x${key}`, `apikey=${key}`])(
    '[S-page-key-in-url] a VirusTotal page cannot make the extension request "%s" as a user',
    async (id) => {
      expect(
        await sendMessage({ command: 'lookUp', input: { of: 'user', id, freshness: 'reload' } }, panel()),
      ).toMatchObject({
        value: { is: 'failed', kind: 'not-found' },
      });
      expect(network.requests).toEqual([]);
    },
  );

  it('[S-script-key] the script in a VirusTotal page never receives a figure, a name or a key', async () => {
    const responses: unknown[] = [];
    for (const [command, { input }] of all)
      responses.push(await sendMessage({ command, input }, panelHost()));
    expect(responses.filter((response) => response !== undefined)).toEqual([
      { ok: true, value: { panelMode: 'always', collapsed: false, isPublicOnly: false } },
      { ok: true, value: null },
    ]);
  });

  it('[S-script-key] the panel never receives a key or its last characters', async () => {
    const responses: unknown[] = [];
    for (const [command, { input }] of all) responses.push(await sendMessage({ command, input }, panel()));
    expect(JSON.stringify(responses)).toContain('salem');
    expect(JSON.stringify(responses)).not.toMatch(new RegExp(`${key}|keyLast4`, 'iu'));
  });
});
