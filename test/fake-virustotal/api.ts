// The API's routes: the response to `/api/v3/...` once a request is admitted.
import { admit, record } from './auth.ts';
import type { ApiState, Env } from './auth.ts';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { ApiError, envelope, notFound, statusOf } from './errors.ts';
import { privilegeNames } from './quotas.ts';
import { accountResource, groupResource, inlineRelationships, relationshipPage } from './related.ts';
import type { Resource } from './related.ts';
import { groupRelationships, serviceAccountRelationships, userRelationships } from './relationships.ts';
import type { ApiRequest, Table } from './relationships.ts';
import { varyFigures } from './figures.ts';
import type { Account, ApiObject, Group } from './types.ts';
import { apiUsage, overallQuotas, usersConsuming } from './usage.ts';
import { accountObject, groupObject } from './visibility.ts';
import { administers, isMember } from './world.ts';

export function createApi(state: ApiState): Hono<Env> {
  const root = new Hono<Env>();
  root.onError((error, context) => {
    if (!(error instanceof ApiError)) throw error;
    return context.json(envelope(error.code, error.message), statusOf(error.code));
  });
  root.notFound((context) => context.json(envelope('NotFoundError'), 404));
  root.use(async (context, next) => record(state, context, next));
  root.use(async (context, next) => varyFigures(state, context, next));
  root.use(async (context, next) => admit(state, context, next));
  const app = root.basePath('/api/v3');
  addUsers(app);
  addGroups(app);
  app.get('/metadata', (context) => context.json(metadata()));
  return root;
}

/**
 * Finds an account by username in any letter case, e-mail or key; a key only for its owner and the administrators of a
 * group of the owner.
 */
function accountOf({ world, viewer }: ApiRequest, id: string): Account {
  const byKey = world.findByKey(id);
  if (byKey && byKey.id !== viewer.id && !administers(world, viewer, byKey.id))
    throw new ApiError('ForbiddenError');
  const account = byKey ?? world.find(id) ?? world.find(id.toLowerCase()) ?? world.findByEmail(id);
  if (!account) throw notFound('User', id);
  return account;
}

function groupOf({ world }: ApiRequest, id: string): Group {
  const group = world.groups.get(id);
  if (!group) throw notFound('Group', id);
  return group;
}

function withRelationships<T>(request: ApiRequest, object: ApiObject, resource: Resource<T>) {
  const names = request.query('relationships');
  if (names === undefined) return { data: object };
  return { data: { ...object, relationships: inlineRelationships(request, resource, names) } };
}

function requirePrivate({ world, viewer }: ApiRequest, account: Account): void {
  if (viewer.id !== account.id && !administers(world, viewer, account.id))
    throw new ApiError('ForbiddenError');
}

function addUsers(app: Hono<Env>): void {
  for (const kind of ['users', 'service_accounts'] as const) {
    const path = `/${kind}/:id` as const;
    const open = (context: Context<Env, typeof path>): [ApiRequest, Account] => {
      const request = context.get('request');
      const account = accountOf(request, context.req.param('id'));
      if (kind === 'service_accounts' && account.type === 'user')
        throw notFound('Service account', account.id);
      return [request, account];
    };
    app.get(path, (context) => {
      const [request, account] = open(context);
      const object = accountObject(request.world, account, request.viewer, request.query('attributes'));
      return context.json(withRelationships(request, object, accountResource(request, account, kind)));
    });
    app.get(`${path}/overall_quotas`, (context) => {
      const [request, account] = open(context);
      requirePrivate(request, account);
      if (request.world.variants.overallQuotas === 'forbidden') throw new ApiError('ForbiddenError');
      return context.json(overallQuotas(request.world, account));
    });
    app.get(`${path}/api_usage`, (context) => {
      const [request, account] = open(context);
      requirePrivate(request, account);
      return context.json(apiUsage(request, account.id, account.attributes.quotas ?? {}));
    });
    app.get(`${path}/relationships/:name`, (context) => {
      const [request, account] = open(context);
      return context.json(
        relationshipPage(request, accountResource(request, account, kind), context.req.param('name'), true),
      );
    });
    app.get(`${path}/:name`, (context) => {
      const [request, account] = open(context);
      return context.json(
        relationshipPage(request, accountResource(request, account, kind), context.req.param('name'), false),
      );
    });
  }
}

const openGroup = (context: Context<Env>): [ApiRequest, Group] => {
  const request = context.get('request');
  return [request, groupOf(request, context.req.param('id') ?? '')];
};

function addGroups(app: Hono<Env>): void {
  app.get('/groups/:id', (context) => {
    const [request, group] = openGroup(context);
    return context.json(
      withRelationships(request, groupForViewer(request, group), groupResource(request, group)),
    );
  });
  app.get('/groups/:id/api_usage', (context) => {
    const [request, group] = openGroup(context);
    if (!group.administrators.includes(request.viewer.id)) throw new ApiError('ForbiddenError');
    return context.json(apiUsage(request, group.id, group.attributes.quotas));
  });
  app.get('/groups/:id/users_consuming_quota/:quota', (context) =>
    context.json(usersConsuming(...openGroup(context), context.req.param('quota'))),
  );
  app.get('/groups/:id/relationships/:name/:member', (context) =>
    context.json(membership(...openGroup(context), context.req.param('name'), context.req.param('member'))),
  );
  app.get('/groups/:id/relationships/:name', (context) => {
    const [request, group] = openGroup(context);
    return context.json(
      relationshipPage(request, groupResource(request, group), context.req.param('name'), true),
    );
  });
  app.get('/groups/:id/:name', (context) => {
    const [request, group] = openGroup(context);
    return context.json(
      relationshipPage(request, groupResource(request, group), context.req.param('name'), false),
    );
  });
}

function groupForViewer({ world, viewer, query }: ApiRequest, group: Group): ApiObject {
  const member = isMember(group, viewer.id);
  if (!member && world.variants.groupForOutsiders === 'forbidden') throw new ApiError('ForbiddenError');
  const object = groupObject(world, group, viewer, query('attributes'));
  if (!member || world.variants.role === 'missing') return object;
  return {
    ...object,
    context_attributes: { role: group.administrators.includes(viewer.id) ? 'admin' : 'user' },
  };
}

function membership({ world, viewer }: ApiRequest, group: Group, name: string, id: string) {
  if (!isMember(group, viewer.id)) throw new ApiError('ForbiddenError');
  const lists: Record<string, string[]> = {
    users: group.users,
    administrators: group.administrators,
    service_accounts: group.serviceAccounts,
  };
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (!list) throw notFound('Relationship', name);
  const found = list.includes(id);
  if (!found && world.variants.membership === 'not-found') throw notFound('User', id);
  return { data: found };
}

const described = <T>(table: Table<T>) =>
  Object.entries(table).map(([name, { description }]) => ({ name, description }));

function metadata() {
  return {
    data: {
      engines: { ExampleAV: {}, SampleScan: {} },
      privileges: privilegeNames,
      relationships: {
        user: described(userRelationships),
        service_account: described(serviceAccountRelationships),
        group: described(groupRelationships),
      },
    },
  };
}
