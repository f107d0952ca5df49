// Times in JSON exports. They are seconds, as in VirusTotal's API and in the exports of earlier versions.
import { second } from '../common/time-units.ts';
import type { ListItems, ListName } from '../virustotal/endpoints.ts';
import type { Privilege } from '../virustotal/resources/privileges.ts';
import type { RetrohuntJob } from '../virustotal/resources/retrohunt-job.ts';

type NamesOf<T> = T extends T ? keyof T : never;
type Item = ListItems[ListName] | Privilege | NonNullable<RetrohuntJob['range']>;

/** The members that decoders convert from seconds. `from` is also the name of a group, which is text. */
const timeNames: readonly NamesOf<Item>[] = [
  'lastLogin',
  'userSince',
  'agreementSigned',
  'expires',
  'date',
  'created',
  'modified',
  'endsAt',
  'firstSeen',
  'analysed',
  'started',
  'finished',
  'from',
  'to',
  'eta',
];
const times = new Set<string>(timeNames);

/** A replacer for `JSON.stringify`. */
export const timesInSeconds = (name: string, value: unknown): unknown =>
  typeof value === 'number' && times.has(name) ? value / second : value;
