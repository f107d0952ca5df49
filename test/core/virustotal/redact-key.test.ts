// Responses that contain the key of their request: nothing of it reaches the extension.
import { describe, expect, it } from 'vitest';
import { createClient } from '../../../core/virustotal/client.ts';
import { parseWithoutKey } from '../../../core/virustotal/redact-key.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { createFakeNetwork, json, key } from '../../fake-network.ts';

const otherKey = 'z'.repeat(64);

const clientFor = (body: unknown) => {
  const network = createFakeNetwork({}, () => json(body));
  return { network, client: createClient({ fetch: network.fetch, key }) };
};

describe('a response that contains the key', () => {
  it('[S-server-key] every text and name with the key is left out, and the echoed key becomes true', () => {
    const response = {
      apikey: key,
      name: `I am ${key}!`,
      [`x${key}`]: 1,
      list: ['a', key, 'b'],
      nested: { apikey: otherKey, link: `https://www.virustotal.com/api/v3/users/${key}`, kept: 'k' },
    };
    const read = parseWithoutKey(JSON.stringify(response), key) as typeof response;
    expect(JSON.stringify(read)).not.toContain(key);
    expect(read).toMatchObject({ apikey: true, nested: { apikey: otherKey, kept: 'k' } });
    expect(Object.keys(read)).toEqual(['apikey', 'list', 'nested']);
  });

  it('a key that is hidden by escapes is found', () => {
    const escaped = String.raw`{"name":"\u006b${key.slice(1)}","kept":1}`;
    expect(parseWithoutKey(escaped, key)).toEqual({ kept: 1 });
  });

  it('a user whose texts contain the key loses these texts only', async () => {
    const attributes = { apikey: key, first_name: key, last_name: `a ${key}`, profile_phrase: 'Hello' };
    const { client } = clientFor({ data: { type: 'user', id: 'spellman', attributes } });
    const user = await client.owner();
    expect(user).toMatchObject({ id: 'spellman', profilePhrase: 'Hello' });
    expect(JSON.stringify(user)).not.toContain(key);
  });
});

describe('an id that could contain a key', () => {
  it.each([key, otherKey, `${otherKey},`, `x${otherKey}`])(
    '[S-server-key] a user with the id %s is refused',
    async (id) => {
      const { client } = clientFor({ data: { type: 'user', id, attributes: {} } });
      await expect(client.owner()).rejects.toMatchObject({ kind: 'unexpected' });
    },
  );

  it('groups, members, pools and origins whose ids could be keys are left out', async () => {
    const privileges = { livehunt: { granted: true, inherited_from: otherKey } };
    const relationships = { groups: { data: [{ type: 'group', id: `g-${otherKey}` }, { id: 'acme' }] } };
    const { client } = clientFor({
      data: { type: 'user', id: 'spellman', attributes: { privileges }, relationships },
    });
    const user = await client.user('spellman');
    expect(user.groupIds).toEqual(['acme']);
    expect(JSON.stringify(user)).not.toContain(otherKey);

    const groups = clientFor({
      data: [otherKey, 'acme'].map((id) => ({
        type: 'group',
        id,
        attributes: { quota_usage_by_user: { [`x${otherKey}`]: 1, salem: 2 } },
      })),
    });
    const read = await groups.client.groups('spellman', 'user');
    expect(read.groups.map(({ id }) => id)).toEqual(['acme']);
    expect(JSON.stringify(read)).not.toContain(otherKey);

    const quotas = clientFor({
      data: { cases: { group: { allowed: 1, used: 0, inherited_from: otherKey } } },
    });
    expect(JSON.stringify(await quotas.client.overallQuotas('spellman'))).not.toContain(otherKey);
  });

  it.each([otherKey, `${otherKey},`, `x${otherKey}`, `apikey=${otherKey}`])(
    '[S-page-key-in-url] the id %s is not requested',
    async (id) => {
      const { client, network } = clientFor({ data: {} });
      const calls = [
        () => client.user(id),
        () => client.userWithoutRelationships(id),
        () => client.overallQuotas(id),
        () => client.groups(id, 'user'),
        () => client.page({ list: 'members', owner: id }),
      ];
      for (const call of calls) await expect(call()).rejects.toBeInstanceOf(VirusTotalError);
      expect(network.requests).toEqual([]);
    },
  );
});
