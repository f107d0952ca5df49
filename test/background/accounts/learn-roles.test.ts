// What an account administers is learned once, when it is added, and kept.
import { beforeEach, describe, expect, it } from 'vitest';
import { addAccount, removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { forgetOtherPeople } from '../../../entrypoints/background/accounts/other-people.ts';
import { loadList } from '../../../entrypoints/background/lists/list-loader.ts';
import { administers } from '../../../entrypoints/background/panel/group-roles.ts';
import { findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { administeredIds } from '../../../core/domain/group-administration.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import { json, key, quotasResponse } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const managed = '/users/spellman/groups_managed';
const groups = (...ids: [id: string, role?: string][]) =>
  json({
    data: ids.map(([id, role]) => ({
      type: 'group',
      id,
      attributes: {},
      ...(role !== undefined && { context_attributes: { role } }),
    })),
    meta: { count: ids.length },
  });
const list = listKey('groupsManaged', 'spellman');

beforeEach(() => removeAccount({ id: 'spellman' }));

async function storedAccount() {
  const found = await findAccount('spellman');
  if (!found) throw new Error('The account is not stored.');
  return found;
}

/** Adds the account again, with these groups, and returns what was requested for its roles. */
async function added(own: Response, administered = groups(['acme'])) {
  const network = await withAccount();
  await removeAccount({ id: 'spellman' });
  network.replies['/users/spellman/groups'] = () => own.clone();
  network.replies[managed] = () => administered.clone();
  await addAccount({ key });
  const asked = () => network.requests.filter((path) => path.startsWith(managed)).length;
  return { network, asked, account: storedAccount };
}

describe('the groups that an account administers', () => {
  it('are learned with one request when the account is added, and not again', async () => {
    const { asked, account } = await added(groups(['acme'], ['blabla']));
    expect(asked()).toBe(1);
    expect(administeredIds(await account())).toEqual(['acme']);
    expect((await account()).requests.billable).toBe(3);
    await refresh('spellman', 'request');
    await addAccount({ key });
    expect(asked()).toBe(1);
  });

  it('stay known when lists of people are forgotten', async () => {
    const { asked, account } = await added(groups(['acme'], ['blabla']));
    await forgetOtherPeople();
    expect(await administers(await account(), 'acme')).toBe(true);
    expect(await administers(await account(), 'blabla')).toBe(false);
    expect(asked()).toBe(1);
  });

  it('cost no request where VirusTotal names the role beside each group, or there is no group', async () => {
    const named = await added(groups(['acme', 'admin'], ['blabla', 'user']));
    expect(named.asked()).toBe(0);
    expect(administeredIds(await named.account())).toEqual(['acme']);
    expect((await added(groups())).asked()).toBe(0);
  });

  it('cost no request where none is left', async () => {
    const { network, asked } = await added(groups());
    await removeAccount({ id: 'spellman' });
    network.replies['/users/spellman/overall_quotas'] = () => quotasResponse(1000);
    network.replies['/users/spellman/groups'] = () => groups(['acme']);
    await addAccount({ key });
    expect(asked()).toBe(0);
  });

  it('are replaced by an explicit refresh', async () => {
    const { network, account } = await added(groups(['acme'], ['blabla']));
    network.replies[managed] = () => groups(['blabla']);
    await loadList({ account: 'spellman', list, targetCount: 40, fresh: true });
    expect((await account()).administered).toMatchObject({ ids: ['blabla'], isComplete: true });
  });
});
