// @vitest-environment happy-dom
// The popup and the panel, drawn from anything: they show it, or say that it is damaged. They never throw.
import * as fc from 'fast-check';
import { render as renderInto } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createMirror } from '../../core/state/mirror.ts';
import type { Sight } from '../../core/state/messages.ts';
import { failureKinds } from '../../core/virustotal/failure.ts';
import { readGroups } from '../../core/virustotal/group.ts';
import { readOverallQuotas } from '../../core/virustotal/quotas.ts';
import { readAccount } from '../../core/virustotal/user.ts';
import { accountQuotas } from '../../core/vitals/account.ts';
import { privilegeVitals } from '../../core/vitals/privilege.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { Panel, type PanelProps } from '../../entrypoints/user-page.content/Panel.tsx';
import { standInBackground } from '../components/background.ts';
import {
  groupObject,
  isPolluted,
  listAnswer,
  moment,
  overallQuotas,
  text,
  userObject,
} from './arbitraries.ts';
import { refuted, refutedLater } from './refuted.ts';
import { readBy, soundStorage, storage } from './storage.ts';

// Other work on the machine must not fail them.
vi.setConfig({ testTimeout: 600_000 });

const nothing = (): void => undefined;
const root = document.createElement('main');

beforeEach(() => {
  document.body.replaceChildren(root);
  standInBackground();
  // Words of kinds of failure that there are not.
  vi.spyOn(console, 'warn').mockReturnValue();
  return async () => {
    await act(() => renderInto(null, root));
  };
});

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** The popup on what is stored. What it threw, if it did, is thrown. */
async function popup(stored: Record<string, unknown>): Promise<void> {
  fakeBrowser.storage.local.resetState();
  vi.spyOn(fakeBrowser.storage.local, 'get').mockResolvedValue(stored as never);
  await act(() => renderInto(null, root));
  await act(() => renderInto(<Popup mirror={createMirror()} />, root));
  await act(turns);
}

/** Nothing foreign has become an element, and no address leads anywhere but to VirusTotal and our own pages. */
function isTame(): boolean {
  const links = [...root.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
  const isNear = links.every((href) =>
    /^(?:https:\/\/www\.virustotal\.com\/gui\/|\/dashboard\.html$)/u.test(href),
  );
  return root.querySelector('img, script, iframe') === null && isNear && !isPolluted();
}

describe('the popup', () => {
  it('shows whatever VirusTotal has answered', async () => {
    const shown = fc.asyncProperty(soundStorage, async (stored) => {
      await popup(stored);
      return isTame() && root.querySelector('h1') !== null && root.querySelector('footer') !== null;
    });
    expect(await refutedLater(shown, 80)).toBeUndefined();
  });

  it('shows whatever is stored, or says that it is damaged', async () => {
    const shown = fc.asyncProperty(storage, async (stored) => {
      await popup(stored);
      const isDamaged = root.textContent.includes('cannot be read');
      return isTame() && (isDamaged || root.querySelector('h1') !== null);
    });
    expect(await refutedLater(shown, 100)).toBeUndefined();
  });
});

const failure = fc.record(
  { kind: fc.constantFrom(...failureKinds), at: moment, tries: fc.nat(99), retryAt: moment },
  { requiredKeys: ['kind', 'at', 'tries'] },
);

/** A sight as the background makes it of wild answers. */
const sight = fc
  .record({
    user: readBy(readAccount, userObject),
    groups: readBy(readGroups, listAnswer(groupObject)),
    quotas: readBy(readOverallQuotas, overallQuotas),
    failure: fc.option(failure, { nil: undefined }),
    at: moment,
    now: moment,
    seenBy: text,
    own: fc.boolean(),
    cost: fc.nat(3),
  })
  .map(({ user, groups, quotas = [], failure: failed, at, now, ...rest }): [Sight, number] => {
    const seen = user ?? { id: 'salem', kind: 'user' as const, wrong: [] };
    return [
      {
        ...rest,
        user: { at, value: seen },
        ...(groups && { groups: { at, value: groups } }),
        ...(seen.privileges && { privileges: privilegeVitals(seen.privileges, now) }),
        quotas: accountQuotas({ quotas: { at, value: quotas } }, now),
        ...(failed && { failure: failed }),
      },
      now,
    ];
  });

const panel = (props: Omit<PanelProps, 'folded' | 'onRefresh' | 'onFold'>): void =>
  renderInto(<Panel folded={false} onRefresh={nothing} onFold={nothing} {...props} />, root);

describe('the panel', () => {
  it('shows any sight', () => {
    const shown = fc.property(sight, text, fc.boolean(), ([seen, now], user, isBusy) => {
      panel({ user, sight: seen, isBusy, now });
      return isTame() && root.querySelectorAll('section.panel').length === 1;
    });
    expect(refuted(shown, 100)).toBeUndefined();
  });

  it('shows any error', () => {
    const error = fc.record(
      { kind: fc.constantFrom(...failureKinds), retryAt: moment },
      { requiredKeys: ['kind'] },
    );
    const shown = fc.property(error, text, moment, (given, user, now) => {
      panel({ user, error: given, isBusy: false, now });
      return isTame() && root.querySelector('.notice') !== null;
    });
    expect(refuted(shown, 60)).toBeUndefined();
  });
});
