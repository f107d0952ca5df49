// The shape of an answer: names of fields and types, no value. Names that may be values (ids, dates, endpoints, quotas) are left
// out, so that a shape can be shown to anybody.
import { ownKey } from './redact-key.ts';

const maximumNames = 200;
const maximumItems = 40;
const maximumDepth = 10;
const maximumLines = 400;

// At most 40 letters and one short number, such as `has_2fa`: no hash, no key, no address, no name of a person.
const fieldName = /^(?=.{1,40}$)[a-z][a-z_]*(?:\d{1,3}[a-z_]*)?$/u;

// Where the members of an object are fields. Everywhere else they are keys of a map.
const part = '(?:attributes|context_attributes|links|error|relationships)';
const relationship = String.raw`relationships\.[a-z_]+(?:\.(?:links|meta|data(?:\[\])?(?:\.context_attributes)?))?`;
const entry = String.raw`attributes\.(?:privileges|quotas)\.<key>`;
const fieldParents = new RegExp(
  String.raw`^(?:|links|meta|error|data(?:\[\])?(?:\.(?:${part}|${relationship}|${entry}))?)$`,
  'u',
);
const mapEntries = /^data\.<key>(?:\.(?:user|group))?$/u;

/** The types of the values at one path, and how many there were. */
type Place = { types: Set<string>; count: number; parent: Place | undefined };

/**
 * The shape of a JSON value as lines, sorted by path: "data.attributes.has_2fa: boolean". `[]` stands for the items of a list,
 * `<key>` for the keys of a map, `<name>` for a name that does not look like a field's, and `?` follows a field that not all
 * objects of its place have. At most 400 lines.
 * @param isMap `data` is a map, as in the overall quotas
 */
export function shapeOf(answer: unknown, isMap = false): string[] {
  const places = new Map<string, Place>();
  const hasFields = (path: string): boolean =>
    isMap && path.startsWith('data') ? mapEntries.test(path) : fieldParents.test(path);
  const nameIn = (parent: string, name: string): string => {
    if (!hasFields(parent)) return '<key>';
    return fieldName.test(name) ? name : '<name>';
  };
  const add = (value: unknown, path: string, depth: number, parent?: Place): void => {
    const place = places.get(path) ?? { types: new Set(), count: 0, parent };
    if (places.size >= maximumLines && !places.has(path)) return;
    places.set(path, place);
    place.types.add(typeOf(value));
    place.count += 1;
    if (depth === maximumDepth || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, maximumItems)) add(item, `${path}[]`, depth + 1);
      return;
    }
    for (const [name, member] of Object.entries(value).slice(0, maximumNames)) {
      const shown = nameIn(path, name);
      const isOwnKey = shown === 'apikey' && member === ownKey;
      add(isOwnKey ? '' : member, path ? `${path}.${shown}` : shown, depth + 1, place);
    }
  };
  add(answer, '', 0);
  return [...places]
    .toSorted(([a], [b]) => Number(a > b) - Number(a < b))
    .map(([path, place]) => `${path || 'answer'}${isOptional(place) ? '?' : ''}: ${typesOf(place)}`);
}

const isOptional = ({ count, parent }: Place): boolean => parent !== undefined && count < parent.count;

const typesOf = ({ types }: Place): string => [...types].toSorted().join(' | ');

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
