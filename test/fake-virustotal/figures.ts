// The variants `figures` and `noCap`: how responses write their numbers.
import type { Context } from 'hono';
import type { ApiState, Env } from './auth.ts';
import type { Variants } from './types.ts';

/** Rewrites the numbers of a response as the variants say. */
export async function varyFigures(
  state: ApiState,
  context: Context<Env>,
  next: () => Promise<void>,
): Promise<void> {
  await next();
  const { figures, noCap } = state.world().variants;
  if ((figures === 'numbers' && noCap === 'sentinel') || !context.res.ok) return;
  const body: unknown = await context.res.json();
  // A response that is set twice merges its headers with those of the first one.
  context.res = undefined;
  context.res = Response.json(rewritten(body, '', { figures, noCap }));
}

type Figures = Pick<Variants, 'figures' | 'noCap'>;

/** @param path the names above the value, with a dot before each */
function rewritten(value: unknown, path: string, figures: Figures): unknown {
  if (typeof value === 'number') return figureAs(capped(value, path, figures), path, figures);
  if (Array.isArray(value)) return value.map((each) => rewritten(each, path, figures));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, each]) => !(figures.figures === 'sparse' && name === 'used' && each === 0))
    .map(([name, each]) => [name, rewritten(each, `${path}.${name}`, figures)]);
  return Object.fromEntries(entries);
}

const sentinels = new Set([1_000_000_000, 60_000_000_000]);
const beyondCounting = 2 ** 63;

function capped(value: number, path: string, { noCap }: Figures): number {
  if (noCap === 'sentinel' || !sentinels.has(value) || !path.endsWith('.user.allowed')) return value;
  return noCap === 'minus-one' ? -1 : beyondCounting;
}

function figureAs(value: number, path: string, { figures }: Figures): unknown {
  switch (figures) {
    case 'text':
      return String(value);
    case 'used-text':
      return path.endsWith('.used') ? String(value) : value;
    case 'words':
      return /\.api_requests_\w+(?:\.(?:user|group))?\.(?:allowed|used)$/.test(path) ? 'plenty' : value;
    case 'sparse':
    case 'numbers':
      return value;
  }
}
