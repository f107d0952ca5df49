import { describe, expect, it } from 'vitest';
import { groupUrl, userUrl } from '../../../core/common/urls.ts';
import { graphUrl, targetUrl } from '../../../core/common/page-urls.ts';

describe('URLs of VirusTotal’s pages', () => {
  it('page URLs lead to a user, a group and a target', () => {
    expect(userUrl('dot.ted')).toBe('https://www.virustotal.com/gui/user/dot.ted');
    expect(groupUrl('acme')).toBe('https://www.virustotal.com/gui/group/acme/users');
    expect(targetUrl({ kind: 'ip', id: '192.0.2.1' })).toBe(
      'https://www.virustotal.com/gui/ip-address/192.0.2.1',
    );
    expect(targetUrl({ kind: 'graph', id: 'g1' })).toBe(graphUrl('g1'));
    expect(graphUrl('g1')).toBe('https://www.virustotal.com/graph/g1');
  });

  it.each(['../../api', 'a?b#c', 'a b', 'javascript:1', '<b>', '%2e%2e', '\ud800'])(
    'a page URL keeps any id in one segment: %j',
    (id) => {
      const { origin, pathname, search, hash } = new URL(groupUrl(id));
      expect([origin, search, hash]).toEqual(['https://www.virustotal.com', '', '']);
      expect(pathname.split('/')).toHaveLength(5);
      expect(decodeURIComponent(new URL(userUrl(id)).pathname.split('/')[3] ?? '')).toBe(id.toWellFormed());
    },
  );
});
