// @vitest-environment happy-dom
// The panel, drawn from anything VirusTotal may have answered: it shows it, or says why not. It never throws.
import * as fc from 'fast-check';
import { render as renderInto } from 'preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failureKinds } from '../../core/errors.ts';
import { readGroup, readGroups } from '../../core/virustotal/resources/group.ts';
import { readMember } from '../../core/virustotal/resources/member.ts';
import { readOverallQuotas } from '../../core/virustotal/resources/quotas.ts';
import { readAccount } from '../../core/virustotal/resources/user.ts';
import { quotaStatusesOf } from '../../core/domain/account.ts';
import { privilegeStatuses } from '../../core/domain/privilege.ts';
import type { GroupLookup, MemberList, UserLookup } from '../../core/domain/lookup.ts';
import { groupPanel } from '../../core/presentation/group-panel.ts';
import type { PanelContent, PanelProblem } from '../../core/views/panel-content.ts';
import { panelProblem } from '../../core/presentation/panel-problem.ts';
import { userPanel } from '../../core/presentation/user-panel.ts';
import { Panel } from '../../entrypoints/panel/Panel.tsx';
import { groupObject, listAnswer, moment, overallQuotas, text, userObject } from './arbitraries.ts';
import { checkProperty } from './check-property.ts';
import { decodedBy } from './storage.ts';
import { assertInert } from './assert-inert.ts';

const nothing = (): void => undefined;
const actions = { onRefresh: nothing, onMore: nothing, onAct: nothing, onCollapse: nothing, onCopy: nothing };
const root = document.createElement('main');

beforeEach(() => {
  document.body.replaceChildren(root);
  vi.spyOn(console, 'warn').mockReturnValue();
  return () => renderInto(null, root);
});

function renderPanel(id: string, given: { content?: PanelContent; problem?: PanelProblem }): boolean {
  renderInto(<Panel id={id} {...given} isBusy={false} collapsed={false} {...actions} />, root);
  assertInert(root);
  return root.querySelectorAll('section.panel').length === 1;
}

/** The copied text is one document: every line starts with our own markup, and no name creates a tag or link. */
const isInert = (markdown: string): boolean =>
  !/\[|<[a-z/!?]/iu.test(markdown.replaceAll(/\\[^\n]|`[^`\n]+`/gu, ' ')) &&
  markdown.split('\n').every((line) => line === '' || /^(?:#{2,3} |- |\*\*|[^#>\-+])/u.test(line));

const failure = fc.record(
  { kind: fc.constantFrom(...failureKinds), at: moment, tries: fc.nat(99), retryAt: moment },
  { requiredKeys: ['kind', 'at', 'tries'] },
);
const maybe = <T,>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const lookupMeta = {
  at: moment,
  now: moment,
  viewer: text,
  accountCount: fc.nat(3),
  anotherMaySeeMore: fc.boolean(),
  cost: fc.nat(3),
  loadCost: fc.nat(6),
};
const dated = fc.record({ at: moment, value: fc.boolean() });

/** A lookup result as the background creates it from generated responses. */
const userLookup = fc
  .record({
    ...lookupMeta,
    user: decodedBy(readAccount, userObject),
    groups: decodedBy(readGroups, listAnswer(groupObject)),
    quotas: decodedBy(readOverallQuotas, overallQuotas),
    failure: maybe(failure),
    membership: maybe(
      fc.record(
        {
          group: text,
          groupDetails: decodedBy(readGroup, groupObject).filter((group) => group !== undefined),
          without2fa: dated,
          isAdministrator: dated,
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        },
        { requiredKeys: ['group'] },
      ),
    ),
    own: fc.boolean(),
  })
  .map(
    ({ user, groups, quotas = [], failure: failed, membership, at, now, ...rest }): [UserLookup, number] => {
      const lookup = user ?? { id: 'salem', kind: 'user' as const, invalidFields: [] };
      return [
        {
          ...rest,
          user: { at, value: lookup },
          ...(groups && { groups: { at, value: groups } }),
          ...(lookup.privileges && { privileges: privilegeStatuses(lookup.privileges, now) }),
          quotas: quotaStatusesOf({ quotas: { at, value: quotas } }, now),
          quotasAt: at,
          ...(failed && { failure: failed }),
          ...(membership && { membership }),
        },
        now,
      ];
    },
  );

const people = maybe(
  fc
    .record({
      at: moment,
      members: fc.array(decodedBy(readMember, userObject), { maxLength: 4 }),
      isComplete: fc.boolean(),
    })
    .map(({ at, members, isComplete }): MemberList => ({
      at,
      members: members.flatMap((each) => each ?? []),
      isComplete,
    })),
);

const groupLookup = fc
  .record({
    ...lookupMeta,
    group: decodedBy(readGroup, groupObject),
    quotas: decodedBy(readOverallQuotas, overallQuotas),
    failure: maybe(failure),
    without2fa: people,
    administrators: people,
    largest: people,
    viewerRole: maybe(fc.constantFrom('administrator' as const, 'member' as const, 'outsider' as const)),
    peopleAccess: fc.constantFrom('load' as const, 'check-role' as const, 'closed' as const),
  })
  .map((made): [GroupLookup, number] => {
    const {
      group,
      quotas = [],
      failure: failed,
      without2fa,
      administrators,
      largest,
      viewerRole,
      at,
      now,
      ...rest
    } = made;
    const value = group ?? { id: 'acme', invalidFields: [] };
    return [
      {
        ...rest,
        group: { at, value },
        ...(value.privileges && { privileges: privilegeStatuses(value.privileges, now) }),
        quotas: quotaStatusesOf({ quotas: { at, value: quotas } }, now),
        quotasAt: at,
        ...(failed && { failure: failed }),
        ...(without2fa && { without2fa }),
        ...(administrators && { administrators }),
        ...(viewerRole && { viewerRole }),
        consumers: largest ? [{ quota: 'api_requests_daily', people: largest }] : [],
      },
      now,
    ];
  });

describe('the panel with any content', () => {
  it('the panel shows any user, and copies only text', () => {
    const property = fc.property(userLookup, text, ([lookup, now], id) => {
      const content = userPanel(lookup, now);
      return (
        renderPanel(id, { content }) && isInert(content.copy.plain) && isInert(content.copy.withEmail ?? '')
      );
    });
    expect(checkProperty(property, 100)).toBeUndefined();
  });

  it('the panel shows any group, and copies only text', () => {
    const property = fc.property(groupLookup, text, ([lookup, now], id) => {
      const content = groupPanel(lookup, now);
      return renderPanel(id, { content }) && isInert(content.copy.plain);
    });
    expect(checkProperty(property, 100)).toBeUndefined();
  });

  it('the panel shows any problem', () => {
    const kind = fc.constantFrom(...failureKinds);
    const of = fc.constantFrom('user' as const, 'group' as const);
    const property = fc.property(
      kind,
      of,
      maybe(moment),
      moment,
      text,
      (failureKind, owner, retryAt, now, id) => {
        const problem = panelProblem(failureKind, owner, retryAt, now);
        return renderPanel(id, { problem }) && root.querySelector('.notice') !== null;
      },
    );
    expect(checkProperty(property, 60)).toBeUndefined();
  });

  it('the panel copies the e-mail address only on request', () => {
    const at = Date.UTC(2026, 10, 21);
    const lookup: UserLookup = {
      viewer: 'admin',
      accountCount: 1,
      own: false,
      cost: 0,
      loadCost: 0,
      user: { at, value: { id: 'salem', kind: 'user', email: 'salem@acme.example', invalidFields: [] } },
      quotas: [],
    };
    const { plain, withEmail } = userPanel(lookup, at).copy;
    expect(plain).not.toContain('@');
    expect(withEmail).toContain('salem@acme.example');
  });
});
