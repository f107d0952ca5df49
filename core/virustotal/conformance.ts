// The conformance check: at most twelve documented calls, each with the shape of its answer. No value and no id is in the result.
import { shapeOf } from './answer-shape.ts';
import { idSegment } from './api-path.ts';
import type { Client } from './client.ts';
import { readOverallQuotas } from './resources/quotas.ts';
import { readUser, userRelationships } from './resources/user.ts';

export const maximumCalls = 12;

/** What is known of an answer to a documented call, such as `GET /users/{id}`. */
export type ConformanceAnswer = {
  call: string;
  /** The HTTP status; absent where there was no answer. */
  status?: number;
  hasRetryAfter: boolean;
  /** Whether pages of other origins may read the answer. */
  hasCors: boolean;
  /** By how much the account's API requests of the day grew; absent where that was not measured. */
  cost?: number;
  /** As `shapeOf` returns it; empty where the answer is not JSON. */
  shape: string[];
};

type Call = { of: 'users' | 'groups'; path: string; free?: true };

const quotas: Call = { of: 'users', path: '/overall_quotas', free: true };
// The quotas before and after a call show what it costs.
const calls: readonly Call[] = [
  quotas,
  { of: 'users', path: `?relationships=${userRelationships.join()}` },
  quotas,
  { of: 'groups', path: '' },
  quotas,
  { of: 'users', path: '/groups?limit=40' },
  quotas,
  { of: 'users', path: '/api_usage', free: true },
  quotas,
  { of: 'users', path: '/api_quota_group' },
  { of: 'groups', path: '/users?limit=40' },
  { of: 'groups', path: '/relationships/users?limit=40' },
];

/**
 * Makes the calls for a user and the first of its groups. A refusal of the key or a rate limit ends the check.
 * @param most how many calls at most
 * @param pause called before every call after the first
 */
export async function checkConformance(
  client: Pick<Client, 'answer'>,
  user: string,
  { most = maximumCalls, pause }: { most?: number; pause?: () => Promise<void> } = {},
): Promise<ConformanceAnswer[]> {
  const answers: ConformanceAnswer[] = [];
  const ids: Partial<Record<Call['of'], string>> = { users: user };
  const measure = createMeasure();
  let last: Call | undefined;
  for (const call of calls) {
    const id = ids[call.of];
    if (id === undefined || call === last || answers.length === most) continue;
    last = call;
    if (answers.length > 0) await pause?.();
    const { body, ...answer } = await ask(client, call, id);
    answers.push(answer);
    if (call === quotas) measure.quotas(body);
    else measure.answer(answer);
    const group = ids.groups ?? groupIn(body);
    if (group !== undefined) ids.groups = group;
    if (answer.status === undefined || [401, 429].includes(answer.status)) break;
  }
  return answers;
}

async function ask(
  client: Pick<Client, 'answer'>,
  call: Call,
  id: string,
): Promise<ConformanceAnswer & { body?: unknown }> {
  const { of, path, free = false } = call;
  const name = `GET /${of}/{id}${path}`;
  try {
    const { response, body } = await client.answer(`/${of}/${idSegment(id)}${path}`, free);
    const { status, headers } = response;
    return {
      call: name,
      status,
      hasRetryAfter: headers.has('retry-after'),
      hasCors: headers.has('access-control-allow-origin'),
      shape: body === undefined ? [] : shapeOf(body, call === quotas),
      body,
    };
  } catch {
    return { call: name, hasRetryAfter: false, hasCors: false, shape: [] };
  }
}

/** Sets the cost of an answer that stands alone between two answers with quotas. */
function createMeasure() {
  let used: number | undefined;
  let between: ConformanceAnswer[] = [];
  return {
    answer: (answer: ConformanceAnswer): void => void between.push(answer),
    quotas: (body: unknown): void => {
      const now = usedToday(body);
      const [only, ...others] = between;
      const cost = (now ?? Number.NaN) - (used ?? Number.NaN);
      // A negative cost means that a new day has begun.
      if (only && others.length === 0 && cost >= 0) only.cost = cost;
      [used, between] = [now, []];
    },
  };
}

const usedToday = (body: unknown): number | undefined =>
  unlessUnreadable(
    () => readOverallQuotas(body).find(({ name }) => name === 'api_requests_daily')?.user?.used,
  );

function groupIn(body: unknown): string | undefined {
  const user = unlessUnreadable(() => readUser(body));
  return user?.groupIds?.[0] ?? user?.apiQuotaGroup;
}

function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
