// Measures how long a page's main thread is busy, and how much of that is the extension's, in Chromium's trace.
import type { Browser } from 'puppeteer-core';

type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** CPU time, which does not depend on the load of other processes. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: { data?: { url?: string; fileName?: string } };
};

const running = new Set(['EvaluateScript', 'FunctionCall', 'v8.compile']);

/**
 * Milliseconds from the start of loading `url` until a second and a half of idling, two polls of the script, have
 * passed.
 */
export async function scriptTime(browser: Browser, url: string): Promise<{ ours: number; all: number }> {
  const page = await browser.newPage();
  // The process that the first page starts is not caused by the script.
  await page.goto(url);
  await page.tracing.start({ categories: ['devtools.timeline'] });
  await page.goto(url);
  await page.waitForFunction(() => window.page.ready && performance.now() > 2500);
  const trace = await page.tracing.stop();
  await page.close();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: TraceEvent[] };
  const calls = traceEvents.filter(({ name, ph }) => ph === 'X' && running.has(name));
  const isOurs = ({ args }: TraceEvent): boolean =>
    (args?.data?.url ?? args?.data?.fileName ?? '').startsWith('chrome-extension://');
  // The worker has a process of its own.
  const oursOnPage = calls.filter((event) => isOurs(event) && pagesOf(calls).has(event.pid));
  return { ours: sumOf(oursOnPage), all: sumOf(calls.filter(({ pid }) => pagesOf(calls).has(pid))) };
}

/** The CPU time in milliseconds of the longest task of any main thread in a trace. */
export function longestTask(trace: Uint8Array | undefined): number {
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: TraceEvent[] };
  const drawing = traceEvents.filter(({ name }) => name === 'UpdateLayoutTree' || name === 'Paint');
  const threads = new Set(drawing.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && threads.has(`${pid} ${tid}`),
  );
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

/** Processes that ran the page's script. */
function pagesOf(calls: TraceEvent[]): Set<number> {
  const page = calls.filter(({ args }) => args?.data?.url?.startsWith('https://www.virustotal.com/'));
  return new Set(page.map(({ pid }) => pid));
}

/** Nested calls count once. */
function sumOf(calls: TraceEvent[]): number {
  let end = 0;
  let sum = 0;
  for (const { ts, dur = 0 } of calls.toSorted((a, b) => a.ts - b.ts)) {
    sum += Math.max(0, ts + dur - Math.max(ts, end));
    end = Math.max(end, ts + dur);
  }
  return sum / 1000;
}
