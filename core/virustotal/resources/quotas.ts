// Quota figures: the flat form of user and group objects, and the two-sided form of /users/{id}/overall_quotas.
import { VirusTotalError } from '../api-error.ts';
import { count, record, idText, readDictionary, readFields } from '../decode.ts';

/** One side of a quota, in the quota's own unit. An absent figure is unknown, not zero. */
export type Quota = { allowed?: number; used?: number };

/** A quota's figures under VirusTotal's name; `group` is absent where no group supplies the quota. */
export type QuotaFigures = { name: string; user?: Quota; group?: Quota & { from?: string } };

/** A quota of a user or group object. */
export type NamedQuota = Quota & { name: string };

const sides = { user: record, group: record };
const figures = { allowed: count, used: count };
const pooled = { ...figures, inherited_from: idText };

/**
 * Decodes the response of `GET /users/{id}/overall_quotas`: a dictionary by quota name, without the usual object envelope.
 * @throws VirusTotalError `unexpected` where `data` is not a dictionary, or no entry could be decoded
 */
export function readOverallQuotas(answer: unknown): QuotaFigures[] {
  const { data } = readFields(answer, { data: record }, []);
  if (!data) throw new VirusTotalError('unexpected');
  const invalidFields: string[] = [];
  const read = readDictionary(data, readSides, invalidFields);
  if (read.length === 0 && invalidFields.length > 0) throw new VirusTotalError('unexpected');
  return read;
}

function readSides(name: string, value: unknown): QuotaFigures | undefined {
  if (!record(value)) return undefined;
  const invalidFields: string[] = [];
  const { user, group } = readFields(value, sides, invalidFields);
  const own = user && withZero(user, readFields(user, figures, invalidFields));
  const shared = group && withZero(group, readFields(group, pooled, invalidFields));
  return {
    name,
    ...(own && { user: own }),
    ...(shared && { group: renamed(shared) }),
  };
}

/** Some answers leave `used` out where it is zero. */
const withZero = <T extends Quota>(source: Record<string, unknown>, read: T): T =>
  read.allowed !== undefined && !('used' in source) ? { ...read, used: 0 } : read;

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
      return source && { name, ...withZero(source, readFields(source, figures, invalidFields)) };
    },
    invalidFields,
  );
}
