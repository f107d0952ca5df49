// The report of the conformance check as text: what of VirusTotal's answers the documents do not say, and what they say that did
// not come. Two reports can be compared line by line.
import type { ConformanceAnswer } from '../virustotal/conformance.ts';
import { documentedFields, isPublishedField } from './documented-fields.ts';

/** @param answers in the order of the calls */
export function conformanceReport(answers: readonly ConformanceAnswer[]): string {
  const shown = answers.filter(
    ({ call, status }, index) =>
      answers.findIndex((other) => other.call === call && other.status === status) === index,
  );
  return [
    "VirusTotal's answers compared with its documents: names and types, no values",
    ...shown.flatMap(sectionOf),
    '',
    'Open points',
    ...openPoints(answers).map(([question, answer]) => `  ${question}: ${answer}`),
    '',
  ].join('\n');
}

const sectionOf = (answer: ConformanceAnswer): string[] => [
  '',
  `${answer.call}: ${answer.status ?? 'no answer'}`,
  ...linesOf(answer),
];

function linesOf({ call, status, shape }: ConformanceAnswer): string[] {
  if (status === undefined) return [];
  if (shape.length === 0) return ['  no JSON'];
  if (status !== 200) return under('shape', shape);
  const types = new Map(shape.map((line) => line.replace('?: ', ': ').split(': ') as [string, string]));
  const known = documentedFields(call);
  const missing = [...known].filter(([path]) => !types.has(path));
  const undocumented = [...types].filter(([path]) => !known.has(path));
  const others = [...types].filter(([path, type]) => known.has(path) && !fits(type, known.get(path)));
  return [
    ...under('not documented', undocumented.filter((line) => !isPublished(line)).map(lineOf)),
    ...under('not documented, but seen before', undocumented.filter(isPublished).map(lineOf)),
    ...under('documented, not in this answer', missing.map(lineOf)),
    ...under(
      'of another type',
      others.map(([path, type]) => `${lineOf([path, type])}, not ${known.get(path)}`),
    ),
    ...under('shape', shape),
  ];
}

const isPublished = ([path]: readonly [string, string]): boolean => isPublishedField(path);

const lineOf = ([path, type]: readonly [string, string]): string => `${path}: ${type}`;

const under = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];

/** Whether all types of an answer are documented. */
function fits(type: string, known = ''): boolean {
  const allowed = known.split(' | ');
  return known === 'any' || type.split(' | ').every((each) => allowed.includes(each));
}

/** The questions that the documents leave open, with what the answers say. */
function openPoints(answers: readonly ConformanceAnswer[]): (readonly [string, string])[] {
  const find = (pattern: RegExp): ConformanceAnswer | undefined =>
    answers.find(({ call }) => pattern.test(call));
  const user = find(/^GET \/users\/\{id\}\?/u);
  const members = find(/^GET \/groups\/\{id\}\/users/u);
  const memberships = find(/relationships\/users/u);
  const refusals = answers.filter(({ status }) => status === 429 || status === 503);
  return [
    ['cost of GET /users/{id}', costOf(user)],
    ['cost of GET /groups/{id}', costOf(find(/^GET \/groups\/\{id\}$/u))],
    ['cost of a list', costOf(find(/^GET \/users\/\{id\}\/groups/u))],
    ['cost of GET /users/{id}/api_usage', costOf(find(/api_usage$/u))],
    [
      'Retry-After with a refusal',
      refusals.length === 0 ? 'no refusal' : yesOrNo(refusals.some(({ hasRetryAfter }) => hasRetryAfter)),
    ],
    ['Access-Control-Allow-Origin', yesOrNo(answers.some(({ hasCors }) => hasCors))],
    ['answer for the API quota group', quotaGroupOf(find(/api_quota_group$/u))],
    ...['groups', 'api_quota_group', 'intelligence_quota_group'].map(
      (name) => [`relationship ${name} of the user`, presenceIn(user, `data.relationships.${name}`)] as const,
    ),
    ['has_2fa of members', presenceIn(members, 'data[].attributes.has_2fa')],
    ['roles of members', presenceIn(memberships, 'data[].context_attributes.roles')],
    ['limits of members', presenceIn(memberships, 'data[].context_attributes.quota_limits')],
  ];
}

function presenceIn(answer: ConformanceAnswer | undefined, path: string): string {
  if (answer?.status !== 200) return 'not asked';
  if (answer.shape.some((line) => line.startsWith(`${path}?: `))) return 'in some';
  return yesOrNo(answer.shape.some((line) => line.startsWith(`${path}: `)));
}

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');

function costOf(answer: ConformanceAnswer | undefined): string {
  if (!answer) return 'not asked';
  return answer.cost === undefined ? 'not measured' : `${answer.cost} of the day's API requests`;
}

function quotaGroupOf(answer: ConformanceAnswer | undefined): string {
  if (answer?.status === undefined) return 'not asked';
  const data = answer.shape.find((line) => line.startsWith('data: '));
  return `${answer.status}, ${data ?? 'no data'}`;
}
