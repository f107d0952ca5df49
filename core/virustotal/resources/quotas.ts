// Quota figures: the flat form of user and group objects, and the two-sided form of /users/{id}/overall_quotas.
import { VirusTotalError } from '../api-error.ts';
import { count, decimal, type Fields, record, idText, readDictionary, readFields } from '../decode.ts';

/**
 * One side of a quota, in the quota's own unit. An absent figure is unknown, not zero. `uncapped`: the response said so with an
 * allowance that is no count; `allowed` is absent then.
 */
export type Quota = { allowed?: number; used?: number; uncapped?: boolean };

/** A part of a quota's entry that can be unreadable; `entry`: all of it. */
export type QuotaField = 'entry' | Side | `${Side}.${'allowed' | 'used'}`;
type Side = 'user' | 'group';

/**
 * A quota's figures under VirusTotal's name; `group` is absent where no group supplies the quota. `invalidFields`: what of the
 * newest response could not be read. `at`: then the figures are the last good ones, loaded at this time, milliseconds since
 * the epoch; without it there are none, and the figures are those that could be read.
 */
export type QuotaFigures = {
  name: string;
  user?: Quota;
  group?: Quota & { from?: string };
  invalidFields?: QuotaField[];
  at?: number;
};

/** A quota of a user or group object. */
export type NamedQuota = Quota & { name: string };

const sides = { user: record, group: record };
const figures = { allowed: count, used: count };
const pooled = { ...figures, inherited_from: idText };

/**
 * Decodes the response of `GET /users/{id}/overall_quotas`: a dictionary by quota name, without the usual object envelope. An
 * entry that cannot be read is kept and says what could not be read.
 * @throws VirusTotalError `unexpected` where `data` is not a dictionary, or nothing in it is a quota
 */
export function readOverallQuotas(answer: unknown): QuotaFigures[] {
  const { data } = readFields(answer, { data: record }, []);
  if (!data) throw new VirusTotalError('unexpected');
  const read = readDictionary(data, readEntry, []);
  if (read.length > 0 && !read.some(hasFigure)) throw new VirusTotalError('unexpected');
  return read;
}

const hasFigure = ({ user, group }: QuotaFigures): boolean =>
  [user, group].some((side) => side && Object.keys(side).some((name) => name !== 'from'));

function readEntry(name: string, value: unknown): QuotaFigures {
  const source = record(value);
  const { user, group } = readFields(source, sides, []);
  const invalidFields: QuotaField[] = [];
  const own = user && readSide('user', user, figures, invalidFields);
  const shared = group && readSide('group', group, pooled, invalidFields);
  for (const side of ['user', 'group'] as const)
    if (source?.[side] && !record(source[side])) invalidFields.push(side);
  if (!own && !shared && invalidFields.length === 0) invalidFields.push('entry');
  return {
    name,
    ...(own && { user: own }),
    ...(shared && { group: renamed(shared) }),
    ...(invalidFields.length > 0 && { invalidFields }),
  };
}

/** A side without a readable allowance or use is named, because a limit may be hidden there. */
function readSide<R extends typeof figures>(
  side: Side,
  source: Record<string, unknown>,
  decoders: R,
  invalidFields: QuotaField[],
): Fields<R> & Quota {
  const read = readFigures(source, decoders, []);
  if (read.allowed === undefined && !read.uncapped) invalidFields.push(`${side}.allowed`);
  if (read.used === undefined) invalidFields.push(`${side}.used`);
  return read;
}

/** An allowance of -1, or one beyond counting, means that there is no cap. */
function isNoCap(allowed: unknown): boolean {
  const value = decimal(allowed);
  return value === -1 || (value !== undefined && value > Number.MAX_SAFE_INTEGER);
}

/** Some answers leave `used` out where it is zero. */
function readFigures<R extends typeof figures>(
  source: Record<string, unknown>,
  decoders: R,
  invalidFields: string[],
): Fields<R> & Quota {
  const uncapped = isNoCap(source['allowed']);
  const { allowed: _beyondCounting, ...others } = source;
  const read = readFields(uncapped ? others : source, decoders, invalidFields);
  const isUnused = (uncapped || read.allowed !== undefined) && !('used' in source);
  return { ...read, ...(isUnused && { used: 0 }), ...(uncapped && { uncapped }) };
}

function renamed({
  inherited_from: from,
  ...quota
}: Quota & { inherited_from?: string }): Quota & { from?: string } {
  return from === undefined ? quota : { ...quota, from };
}

/** Decodes the `quotas` attribute of a user or group: `{name: {allowed, used}}`. */
export function readQuotas(input: Record<string, unknown>, invalidFields: string[]): NamedQuota[] {
  return readDictionary(
    input,
    (name, value) => {
      const source = record(value);
      return source && { name, ...readFigures(source, figures, invalidFields) };
    },
    invalidFields,
  );
}
