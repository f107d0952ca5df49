// The variant `figures`: how responses write their numbers.
import type { Context } from 'hono';
import type { ApiState, Env } from './auth.ts';
import type { Variants } from './types.ts';

/** Rewrites the numbers of a response as the variant says. */
export async function varyFigures(
  state: ApiState,
  context: Context<Env>,
  next: () => Promise<void>,
): Promise<void> {
  await next();
  const { figures } = state.world().variants;
  if (figures === 'numbers' || !context.res.ok) return;
  const body: unknown = await context.res.json();
  // A response that is set twice merges its headers with those of the first one.
  context.res = undefined;
  context.res = Response.json(rewritten(body, '', figures));
}

type Figures = Exclude<Variants['figures'], 'numbers'>;

/** @param path the names above the value, with a dot before each */
function rewritten(value: unknown, path: string, figures: Figures): unknown {
  if (typeof value === 'number') return figureAs(value, path, figures);
  if (Array.isArray(value)) return value.map((each) => rewritten(each, path, figures));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, each]) => !(figures === 'sparse' && name === 'used' && each === 0))
    .map(([name, each]) => [name, rewritten(each, `${path}.${name}`, figures)]);
  return Object.fromEntries(entries);
}

function figureAs(value: number, path: string, figures: Figures): unknown {
  switch (figures) {
    case 'text':
      return String(value);
    case 'used-text':
      return path.endsWith('.used') ? String(value) : value;
    case 'words':
      return /\.api_requests_\w+(?:\.(?:user|group))?\.(?:allowed|used)$/.test(path) ? 'plenty' : value;
    case 'sparse':
      return value;
  }
}
