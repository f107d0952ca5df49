import { expect, it } from 'vitest';
import { endingPrivileges } from '../../../core/domain/ending-privileges.ts';
import { privilegeStatuses } from '../../../core/domain/privilege.ts';

const day = 24 * 3_600_000;
const now = Date.UTC(2026, 10, 21, 12);

it('what ends within 90 days or ended within 30 is listed in the order of its end', () => {
  const privileges = Object.entries({
    'in-91': 91,
    'in-90': 90,
    'in-9': 9,
    'ago-29': -29,
    'ago-31': -31,
  }).map(([name, days]) => ({ name, granted: true, expires: now + days * day }));
  const others = [
    { name: 'endless', granted: true },
    { name: 'never', granted: false, expires: now + day },
  ];
  const found = endingPrivileges(privilegeStatuses([...privileges, ...others], now), now);
  expect(found.map(({ name }) => name)).toEqual(['ago-29', 'in-9', 'in-90']);
});
