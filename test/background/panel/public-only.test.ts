// Whether the panel of a page starts folded, because nothing more than the public was visible on it last time.
import { describe, expect, it } from 'vitest';
import type { Place } from '../../../core/panel-channel.ts';
import { lookUp, wasPublicOnly } from '../../../entrypoints/background/panel/look-up.ts';
import { addAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { updateAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { json, quotasResponse, userResponse } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const salem: Place = { of: 'user', id: 'salem' };
const acme: Place = { of: 'group', id: 'acme' };

const group = (role?: string) => () =>
  json({
    data: { type: 'group', id: 'acme', attributes: {}, ...(role && { context_attributes: { role } }) },
  });

describe('whether only public data were visible', () => {
  it('a user of whom only public data were visible is known after the first lookup, and asking makes no request', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () => userResponse('salem', {});
    expect(await wasPublicOnly(salem)).toBe(false);
    await lookUp({ ...salem, freshness: 'auto' });
    requests.length = 0;
    expect(await wasPublicOnly(salem)).toBe(true);
    expect(requests).toEqual([]);
  });

  it('a user of whom more was visible is not, nor is an own account', async () => {
    const { requests, replies } = await withAccount();
    replies['/users/salem'] = () => userResponse('salem', { email: 'salem@example.com' });
    await lookUp({ ...salem, freshness: 'auto' });
    requests.length = 0;
    expect(await wasPublicOnly(salem)).toBe(false);
    expect(await wasPublicOnly({ of: 'user', id: 'Spellman' })).toBe(false);
    expect(requests).toEqual([]);
  });

  it('a user of whom another account may see more is not', async () => {
    const { replies } = await withAccount();
    replies['/users/salem'] = () => userResponse('salem', {});
    await lookUp({ ...salem, freshness: 'auto' });
    const key = 'm'.repeat(64);
    replies[`/users/${key}`] = () => userResponse('member');
    replies['/users/member/overall_quotas'] = () => quotasResponse();
    await addAccount({ key });
    const groups = { at: Date.now(), value: { groups: [{ id: 'acme', role: 'admin', invalidFields: [] }] } };
    await updateAccount('member', (account) => ({ ...account, groups }));
    expect(await wasPublicOnly(salem)).toBe(false);
  });

  it('a group shows only public data to an outsider, and more to its members', async () => {
    const { replies } = await withAccount();
    replies['/groups/acme'] = group();
    await lookUp({ ...acme, freshness: 'auto' });
    expect(await wasPublicOnly(acme)).toBe(true);
    replies['/groups/acme'] = group('user');
    await lookUp({ ...acme, freshness: 'reload' });
    expect(await wasPublicOnly(acme)).toBe(false);
  });
});
