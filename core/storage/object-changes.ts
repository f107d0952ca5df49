// Changes to stored objects of older versions. Values of another shape are kept as they are.
import { isObject } from '../common/is-object.ts';

/** Takes any value. Returns the same value where nothing changes. */
export type Change = (value: unknown) => unknown;
/** What happens to a member: a new name, a changed value, or both. */
export type Rule = string | Change | readonly [name: string, change: Change];

/** Applies rules to the members of an object. Members without a rule are kept. */
export function object(rules: Record<string, Rule>): Change {
  const ruleOf = new Map(Object.entries(rules));
  return (value) => {
    if (!isObject(value)) return value;
    const entries = Object.entries(value);
    const changed = entries.flatMap(([name, member]): [string, unknown][] => {
      const [newName, change] = parseRule(name, ruleOf.get(name));
      // A member that already has the new name is newer.
      return newName !== name && Object.hasOwn(value, newName) ? [] : [[newName, change(member)]];
    });
    const isSame =
      changed.length === entries.length &&
      changed.every(([name, member], index) => {
        const [oldName, oldMember] = entries[index] ?? [];
        return name === oldName && Object.is(member, oldMember);
      });
    // `Object.fromEntries` defines members, so one named `__proto__` stays a member.
    return isSame ? value : Object.fromEntries(changed);
  };
}

export const unchanged: Change = (value) => value;

function parseRule(name: string, rule: Rule = unchanged): readonly [name: string, change: Change] {
  if (typeof rule === 'string') return [rule, unchanged];
  return typeof rule === 'function' ? [name, rule] : rule;
}

/** Applies a change to every member of an object, whatever its name. */
export const membersOf =
  (change: Change): Change =>
  (value) =>
    isObject(value)
      ? object(Object.fromEntries(Object.keys(value).map((name) => [name, change])))(value)
      : value;

export const elementsOf =
  (change: Change): Change =>
  (value) => {
    if (!Array.isArray(value)) return value;
    const old: unknown[] = value;
    const changed = old.map((element) => change(element));
    return changed.every((element, index) => Object.is(element, old[index])) ? old : changed;
  };

/** Removes members. */
export const without =
  (...names: readonly string[]): Change =>
  (value) =>
    isObject(value) && names.some((name) => Object.hasOwn(value, name))
      ? Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
      : value;
