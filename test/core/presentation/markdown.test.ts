// Parses the Markdown that the panel copies: hostile names appear as the text that they are.
import { parsers } from 'prettier/plugins/markdown';
import { describe, expect, it } from 'vitest';
import { readGroup } from '../../../core/virustotal/resources/group.ts';
import { readUser } from '../../../core/virustotal/resources/user.ts';
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import type { GroupLookup, UserLookup } from '../../../core/domain/lookup.ts';
import { groupPanel } from '../../../core/presentation/group-panel.ts';
import { userPanel } from '../../../core/presentation/user-panel.ts';
import { message, messagePattern, textPattern } from '../../message.ts';
import { createHostile, createHostileGroup } from '../../fake-virustotal/hostile.ts';

const now = Date.UTC(2026, 10, 21, 12);

type Node = { type: string; value?: string; url?: string; depth?: number; children?: Node[] };

const parsed = (markdown: string): Node => (parsers.markdown.parse as (text: string) => Node)(markdown);
const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)];
const textOf = (node: Node): string => node.value ?? (node.children ?? []).map(textOf).join('');
/** Returns the text of every heading, paragraph and list item. */
const linesOf = (root: Node): string[] =>
  all(root)
    .filter(({ type }) => type === 'heading' || type === 'paragraph')
    .map(textOf);

const lookupMeta = { viewer: 'admin', accountCount: 1, cost: 0, loadCost: 0, own: true };

function createLookup(attributes: object, id = 'mallory', more: Partial<UserLookup> = {}): UserLookup {
  const user = readUser({ data: { type: 'user', id, attributes } });
  const account = { user: { at: now, value: user } };
  return {
    ...lookupMeta,
    ...account,
    quotas: quotaStatusesOf(account, now),
    quotasAt: now,
    ...(user.privileges && { privileges: privilegeStatuses(user.privileges, now) }),
    ...more,
  };
}

const names = [
  'a|b | c',
  '| --- | --- |',
  '`code` ``more``',
  '[a link](https://evil.example) ![a picture](https://evil.example/x.png)',
  '<b onclick=alert(1)>bold</b><!-- hidden -->&amp;&#60;',
  '<https://evil.example>',
  '**bold** __strong__ _slanted_ *too* ~~struck~~ ~also~',
  '# a heading',
  '- a list',
  '+ a list',
  '* a list',
  '1. a list',
  '12) a list',
  '> a quote',
  '---',
  '===',
  '```js',
  '    code',
  '$x$ $$y$$',
  String.raw`C:\temp\[x] \\`,
  '[^1]: a note',
  '[x] a task',
  '[[a wiki link]]',
  'snake_case_name and __proto__',
  '@channel @here',
  '<!channel> <@U123> <#C123>',
  'a`@channel`b',
  '(cc @mallory)',
  'mallory@evil.example',
  'https://evil.example/?x=<y>',
  'javascript://evil',
  'www.evil.example',
  'evil.example/login',
  'mailto:mallory',
  'closes #1 and acme/project#2',
];

/** What tickets and chats turn into links and notifications, outside of code. */
const active = /[@#][\p{L}\p{N}]|:\/\/|www\.|mailto:|[\p{L}\p{N}]\.\p{L}{2,}|<[!@#a-z/]/iu;

/** Normalizes white space as Markdown renders it. */
const normalizeSpace = (text: string): string => text.trim().replaceAll(/\s+/gu, ' ');

const harmless = new Set([
  'root',
  'inlineCode',
  'heading',
  'paragraph',
  'text',
  'sentence',
  'strong',
  'list',
  'listItem',
]);
const foreign = (root: Node): string[] =>
  all(root)
    .filter(({ type }) => !harmless.has(type))
    .map(({ type }) => type);

describe('the panel copied as Markdown', () => {
  it.each(names)(
    '[S-server-mentions] the panel copied as Markdown shows the name %j unchanged wherever it occurs',
    (name) => {
      const privileges = { [name]: { granted: true, inherited_from: name, inherited_via: name } };
      const lookup = createLookup(
        { first_name: name, profile_phrase: name, status: name, privileges },
        name,
        {
          groups: {
            at: now,
            value: { groups: [{ id: name, organization: name, role: name, invalidFields: [] }] },
          },
        },
      );
      const { plain } = userPanel(lookup, now).copy;
      const root = parsed(plain);
      expect(foreign(root)).toEqual([]);
      expect(plain.replaceAll(/`[^`\n]+`/gu, '').replaceAll(/^#+ /gmu, '')).not.toMatch(active);
      const lines = linesOf(root).map(normalizeSpace);
      const renderedName = normalizeSpace(name);
      expect(lines).toContain(renderedName);
      expect(lines).toContain(`${renderedName} · ${renderedName} · ${renderedName}`);
      expect(lines).toContain(
        [
          renderedName,
          message('term.none'),
          message('origin.from', renderedName) + message('origin.other', renderedName),
        ].join(' · '),
      );
    },
  );

  it('the panel copied as Markdown has only headings, lists and text for the hostile user and group', () => {
    const { attributes } = createHostile();
    const own = userPanel(createLookup(attributes, 'hostile'), now);
    const value = readGroup({ type: 'group', ...createHostileGroup() }) ?? {
      id: 'x',
      invalidFields: ['all'],
    };
    expect(value.invalidFields).not.toEqual(['all']);
    const lookup: GroupLookup = {
      ...lookupMeta,
      group: { at: now, value },
      privileges: privilegeStatuses(value.privileges ?? [], now),
      quotas: quotaStatusesOf(
        { quotas: { at: now, value: (value.quotas ?? []).map(({ name, ...group }) => ({ name, group })) } },
        now,
      ),
      peopleAccess: 'load',
      consumers: [],
    };
    const group = groupPanel(lookup, now);
    for (const { copy } of [own, group])
      for (const text of Object.values(copy)) {
        expect(foreign(parsed(text))).toEqual([]);
        expect(text).not.toMatch(/\n{3}|[^\n]$/u);
      }
    expect(own.copy.plain).not.toContain('@example.com');
    expect(own.copy.withEmail).toContain('@example.com');
  });

  it('the panel copied as Markdown shows the quota group, counts, ages, the time of the copy and what was not loaded', () => {
    const at = now - 3 * 3_600_000;
    const day = {
      user: { allowed: 1000, used: 920 },
      group: { allowed: 9000, used: 90, inherited_from: 'acme' },
    };
    const quotas = quotaStatusesOf(
      {
        quotas: {
          at: now,
          value: [{ name: 'api_requests_daily', ...day, group: { ...day.group, from: 'acme' } }],
        },
      },
      now,
    );
    const lookup = createLookup({ first_name: 'Mia', last_name: 'Okafor', has_2fa: true }, 'member', {
      own: false,
      loadCost: 2,
      quotas,
      groups: { at, value: { groups: [], count: 0 } },
      membership: { group: 'acme' },
    });
    const seenBy = message('panel.seen_by', 'admin');
    const used = messagePattern('meter.amount_own', '920', '1,000').source;
    const cap = message('meter.cap_counts_other');
    const notes = textPattern`${message('meter.left', '80')} · ${message('meter.group', '90', '1%')}`.source;
    const figures = new RegExp(
      `${used}; ${cap}; ${notes} · ${messagePattern('meter.runs_out', /\d/u).source}`,
      'u',
    );
    expect(userPanel({ ...lookup, user: { ...lookup.user, at } }, now).copy.plain.split('\n')).toEqual([
      '## member (Mia Okafor)',
      '',
      '2FA on',
      '',
      [
        'Vitals for VirusTotal',
        seenBy,
        'Nov 21, 2026, 12:00 PM UTC',
        message('panel.read', '3 hr. ago'),
      ].join(' · '),
      '',
      `### ${message('groups.member_title')}`,
      '',
      '- API requests today · 920',
      `- ${message('panel.daily_cap')} · 1,000`,
      `- ${message('dashboard.field.two_factor')} · 2FA on`,
      '',
      message('panel.not_loaded', message('panel.part.role')),
      '',
      `### ${message('panel.quotas')} · ${message('panel.read', message('panel.just_now'))}`,
      '',
      `**${message('family.api')} · ${message('quotas.pool', 'acme')}**`,
      '',
      expect.stringMatching(new RegExp(`^- API requests today · ${figures.source}`, 'u')),
      '',
      `### Groups · 0 · ${message('panel.read', '3 hr. ago')}`,
      '',
      message('panel.groups_none'),
      '',
      '**Privileges**',
      '',
      message('panel.privileges_hidden'),
      '',
    ]);
  });
});
