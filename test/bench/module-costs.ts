// What each module of the background's script costs when the script is evaluated, in Node, whose engine is Chromium's. The script is
// built with a mark at the beginning of each module; the time until the next mark is the module's.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createContext, Script } from 'node:vm';
import { build } from 'wxt';
import { median } from './median.ts';

/** How many modules are printed. */
const shown = 12;

function ignore(): void {}

const silentLog = {
  debug: ignore,
  log: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  fatal: ignore,
  success: ignore,
  level: 0,
};

const marks = {
  name: 'marks',
  transform: (code: string, id: string): string | undefined =>
    /^[^\0]*\.[jt]sx?$/u.test(id)
      ? `globalThis.mark?.(${JSON.stringify(relative('.', id))});\n${code}`
      : undefined,
};

/** The script with marks. */
async function buildMarked(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'vitals-bench-'));
  try {
    await build({
      browser: 'chrome',
      logger: silentLog,
      outDir,
      filterEntrypoints: ['background'],
      vite: () => ({ build: { minify: false }, plugins: [marks], logLevel: 'silent' }),
    });
    return readFileSync(join(outDir, 'chrome-mv3', 'background.js'), 'utf8');
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** Stands for every interface of the browser: it can be called, constructed and read, and never answers. */
const silent: unknown = new Proxy(ignore, {
  has: () => true,
  get: (_, name) => (name === 'then' || typeof name === 'symbol' ? undefined : silent),
  apply: () => silent,
  construct: () => silent as object,
});

/** The object, with the silent interface for what it does not have. */
const orSilent = (own: object): unknown =>
  new Proxy(own, { has: () => true, get: (_, name): unknown => Reflect.get(own, name) ?? silent });

const globalNames = ['URL', 'TextEncoder', 'performance', 'crypto', 'AbortController', 'setTimeout'] as const;
const globals = Object.fromEntries(globalNames.map((name) => [name, globalThis[name]]));

/** Milliseconds by module of one evaluation, and of compiling. */
function evaluate(source: string): Map<string, number> {
  const begun: { name: string; at: number }[] = [];
  const context = createContext({
    ...globals,
    chrome: orSilent({ runtime: orSilent({ id: 'abcdefghijklmnopabcdefghijklmnop' }) }),
    addEventListener: silent,
    indexedDB: silent,
    IDBKeyRange: silent,
    mark: (name: string) => begun.push({ name, at: performance.now() }),
  });
  const began = performance.now();
  const script = new Script(source);
  const compiled = performance.now();
  script.runInContext(context);
  const ended = performance.now();
  const times = new Map([['compiling', compiled - began]]);
  for (const [place, { name, at }] of begun.entries())
    times.set(name, (times.get(name) ?? 0) + (begun[place + 1]?.at ?? ended) - at);
  return times;
}

/** Prints the modules that cost most, and the sum of all. */
export async function reportModules(rounds: number): Promise<void> {
  const source = await buildMarked();
  // The engine keeps what it has compiled of an equal script.
  const runs = Array.from({ length: rounds }, (_, round) => evaluate(`${source}\n// ${round}`));
  const medians = [...(runs[0]?.keys() ?? [])].map((name) => ({
    name,
    time: median(runs.map((run) => run.get(name) ?? 0)),
  }));
  const sum = medians.reduce((total, { time }) => total + time, 0);
  console.log(
    `${'script of the worker, all'.padEnd(60)} ${sum.toFixed(2)} ms, ${medians.length - 1} modules`,
  );
  for (const { name, time } of medians.toSorted((a, b) => b.time - a.time).slice(0, shown))
    console.log(`${name.padEnd(60)} ${time.toFixed(2)} ms`);
}
