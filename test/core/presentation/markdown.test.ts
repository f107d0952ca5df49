// What the panel copies, read by a Markdown parser: hostile names come out as the text that they are.
import { parsers } from 'prettier/plugins/markdown';
import { describe, expect, it } from 'vitest';
import { readGroup } from '../../../core/virustotal/resources/group.ts';
import { readUser } from '../../../core/virustotal/resources/user.ts';
import { quotaStatusesOf } from '../../../core/domain/account.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';
import type { GroupLookup, UserLookup } from '../../../core/domain/lookup.ts';
import { groupPanel } from '../../../core/presentation/group-panel.ts';
import { userPanel } from '../../../core/presentation/user-panel.ts';
import { message, messagePattern } from '../../message.ts';
import { createHostile, createHostileGroup } from '../../fake-virustotal/hostile.ts';

const now = Date.UTC(2026, 10, 21, 12);

type Node = { type: string; value?: string; url?: string; depth?: number; children?: Node[] };

const parsed = (markdown: string): Node => (parsers.markdown.parse as (text: string) => Node)(markdown);
const all = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(all)];
const textOf = (node: Node): string => node.value ?? (node.children ?? []).map(textOf).join('');
/** Every heading, paragraph and line of a list as text. */
const linesOf = (root: Node): string[] =>
  all(root)
    .filter(({ type }) => type === 'heading' || type === 'paragraph')
    .map(textOf);

const look = { viewer: 'admin', accountCount: 1, cost: 0, loadCost: 0, own: true };

function lookUp(attributes: object, id = 'mallory', more: Partial<UserLookup> = {}): UserLookup {
  const user = readUser({ data: { type: 'user', id, attributes } });
  const account = { user: { at: now, value: user } };
  return {
    ...look,
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
];

/** As Markdown shows it: spaces around a line and side by side count for nothing. */
const shown = (text: string): string => text.trim().replaceAll(/\s+/gu, ' ');

const harmless = new Set(['root', 'heading', 'paragraph', 'text', 'sentence', 'strong', 'list', 'listItem']);
const foreign = (root: Node): string[] =>
  all(root)
    .filter(({ type }) => !harmless.has(type))
    // An address that stands for itself is made a link by itself, and leads where it says.
    .filter((node) => node.type !== 'link' || textOf(node) !== node.url)
    .map(({ type }) => type);

describe('what is copied from the panel', () => {
  it.each(names)('of somebody called %j is that name, wherever it stands', (name) => {
    const privileges = { [name]: { granted: true, inherited_from: name, inherited_via: name } };
    const lookup = lookUp({ first_name: name, profile_phrase: name, status: name, privileges }, name, {
      groups: {
        at: now,
        value: { groups: [{ id: name, organization: name, role: name, invalidFields: [] }] },
      },
    });
    const { plain } = userPanel(lookup, now).copy;
    const root = parsed(plain);
    expect(foreign(root)).toEqual([]);
    const lines = linesOf(root).map(shown);
    const said = shown(name);
    expect(lines).toContain(said);
    expect(lines).toContain(`${said} · ${said} · ${said}`);
    expect(lines).toContain(
      [said, message('term.none'), message('origin.from', said) + message('origin.other', said)].join(' · '),
    );
  });

  it('of the hostile user and group is headings, lists and text', () => {
    const { attributes } = createHostile();
    const own = userPanel(lookUp(attributes, 'hostile'), now);
    const value = readGroup({ type: 'group', ...createHostileGroup() }) ?? {
      id: 'x',
      invalidFields: ['all'],
    };
    expect(value.invalidFields).not.toEqual(['all']);
    const lookup: GroupLookup = {
      ...look,
      group: { at: now, value },
      privileges: privilegeStatuses(value.privileges ?? [], now),
      quotas: quotaStatusesOf(
        { quotas: { at: now, value: (value.quotas ?? []).map(({ name, ...group }) => ({ name, group })) } },
        now,
      ),
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

  it('says whose pool it is, how many, how old, when it was copied and what was not asked for', () => {
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
    const seen = lookUp({ first_name: 'Mia', last_name: 'Okafor', has_2fa: true }, 'member', {
      own: false,
      loadCost: 2,
      quotas,
      groups: { at, value: { groups: [], count: 0 } },
      membership: { group: 'acme' },
    });
    const seenBy = message('panel.seen_by', 'admin');
    const used = messagePattern('meter.amount_own', '920', '1,000').source;
    const cap = message('meter.cap_counts_other');
    const notes = [message('meter.left', '80'), message('meter.group', '1%')].join(' · ');
    const figures = new RegExp(
      `${used}; ${cap}; ${notes} · ${messagePattern('meter.runs_out', /\d/u).source}`,
      'u',
    );
    expect(userPanel({ ...seen, user: { ...seen.user, at } }, now).copy.plain.split('\n')).toEqual([
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
      `### Groups · 0 · ${message('panel.read', '3 hr. ago')}`,
      '',
      message('panel.groups_none'),
      '',
      message('panel.offer_member'),
      '',
      `### ${message('panel.profile')}`,
      '',
      '- Mia Okafor',
      '',
      '**Privileges**',
      '',
      message('panel.privileges_hidden'),
      '',
      `### ${message('panel.quotas')} · ${message('panel.read', message('panel.just_now'))}`,
      '',
      `**${message('family.api')} · ${message('quotas.pool', 'acme')}**`,
      '',
      expect.stringMatching(new RegExp(`^- API requests today · ${figures.source}`, 'u')),
      '',
    ]);
  });
});
