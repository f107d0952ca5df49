// A user's YARA rulesets, generated and constant across starts.
import { base } from './paging.ts';
import { digits, number, pick } from './seeded-random.ts';
import type { Account, ApiObject } from './types.ts';

const day = 86_400;

export type Ruleset = { id: string; name: string; rules: [string, ...string[]] };

export function rulesetAt(account: Account, index: number): Ruleset {
  const seed = `ruleset ${account.id} ${index}`;
  const family = pick(seed, ['loader', 'stealer', 'ransom', 'packer', 'webshell']);
  const more = Array.from({ length: number(seed, 9) }, (_, rule) => `${family}_${index}_variant_${rule + 1}`);
  return { id: digits(seed), name: `${family}s ${index + 1}`, rules: [`${family}_${index}`, ...more] };
}

export const yara = (names: readonly string[]) =>
  names
    .map(
      (name) =>
        `rule ${name}\n{\n    strings:\n        $a = "${name}"\n    condition:\n        all of them\n}`,
    )
    .join('\n');

export function rulesetObject(account: Account, index: number, start: number): ApiObject {
  const { id, name, rules } = rulesetAt(account, index);
  const seed = `ruleset ${account.id} ${index}`;
  const limited = index % 11 === 4;
  const abandoned = index % 9 === 8;
  const modified = Math.floor(start / 1000) - (abandoned ? 720 : index * 9 + 1) * day;
  return {
    attributes: {
      creation_date: modified - 30 * day,
      enabled: index % 5 !== 3,
      limit: pick(seed, [100, 500, 1000]),
      match_object_type: pick(seed, ['file', 'file', 'url', 'domain', 'ip']),
      modification_date: modified,
      name,
      notification_emails: index % 2 === 0 ? [] : ['hunting@example.com'],
      number_of_rules: rules.length,
      rate_limited: limited,
      rate_limited_ratio: limited ? 0.25 : 0,
      rule_names: rules,
      rules: yara(rules),
      ...(abandoned
        ? {
            scheduled_disable_date: Math.floor(start / 1000) + 10 * day,
            scheduled_disable_reason: 'abandoned',
          }
        : {}),
      tags: index % 3 === 0 ? ['auto'] : [],
    },
    id,
    links: { self: `${base}/intelligence/hunting_rulesets/${id}` },
    type: 'hunting_ruleset',
  };
}
