// What happens to every request before its route: recorded, hit by a fault, authenticated, rate-limited, charged.
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { ApiError } from './errors.ts';
import { applyFault } from './faults.ts';
import type { Faults } from './faults.ts';
import { charge, mayCost, refuseIfSpent, templateOf } from './meter.ts';
import type { ApiRequest } from './relationships.ts';
import type { Clock, Recorded, World } from './types.ts';

export type ApiState = {
  world(): World;
  clock: Clock;
  faults: Faults;
  requests: readonly Recorded[];
  record(request: Recorded): void;
};

export type Env = { Bindings: HttpBindings; Variables: { record: Recorded; request: ApiRequest } };

export async function record(
  state: ApiState,
  context: Context<Env>,
  next: () => Promise<void>,
): Promise<void> {
  const { pathname, search } = new URL(context.req.url);
  const route = templateOf(pathname);
  const caller = state.world().findByKey(context.req.header('x-apikey') ?? '')?.id ?? null;
  const entry: Recorded = {
    at: state.clock.now(),
    method: context.req.method,
    path: pathname + search,
    route,
    caller,
    status: 0,
    costsQuota: false,
    mayCost: mayCost(route),
  };
  context.set('record', entry);
  state.record(entry);
  const fault = state.faults.take(entry);
  if (!fault) {
    await next();
    entry.status = context.res.status;
    return;
  }
  const createResponse = async () => {
    await next();
    return context.res;
  };
  const answer = await applyFault(fault, context.env, state.faults, createResponse);
  // A response that is set twice merges its headers with those of the first one.
  context.res = undefined;
  context.res = answer;
  // A connection that was closed or reset has no status.
  if (answer !== RESPONSE_ALREADY_SENT) entry.status = answer.status;
}

/** Checks method, key, account and rate, in this order. */
export async function admit(
  state: ApiState,
  context: Context<Env>,
  next: () => Promise<void>,
): Promise<void> {
  if (context.req.method !== 'GET') throw new ApiError('MethodNotAllowedError');
  const key = context.req.header('x-apikey');
  if (key === undefined || key === '') throw new ApiError('AuthenticationRequiredError');
  const world = state.world();
  const viewer = world.findByKey(key);
  if (!viewer) throw new ApiError('WrongCredentialsError');
  if (viewer.attributes.status === 'inactive') throw new ApiError('UserNotActiveError');
  const entry = context.get('record');
  const now = state.clock.now();
  if (entry.mayCost) refuseIfSpent(world, viewer, now, state.requests);
  context.set('request', { world, viewer, now, query: (name) => context.req.query(name) });
  await next();
  if (entry.mayCost) charge(world, viewer, entry);
}
