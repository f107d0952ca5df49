// How long a page's main thread is busy, and how much of that is the extension's, read from Chromium's own trace.
import type { Browser } from 'puppeteer-core';

type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** CPU time, which another process's load does not lengthen. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: { data?: { url?: string; fileName?: string } };
};

const running = new Set(['EvaluateScript', 'FunctionCall', 'v8.compile']);

/** Milliseconds from the start of loading `url` until a second and a half of idling, two pulses of the script, are over. */
export async function scriptTime(browser: Browser, url: string): Promise<{ ours: number; all: number }> {
  const page = await browser.newPage();
  // The process that a first page starts is not the script's doing.
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

/** The CPU time of the longest task of any main thread in a trace, milliseconds. */
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

/** Calls within calls count once. */
function sumOf(calls: TraceEvent[]): number {
  let end = 0;
  let sum = 0;
  for (const { ts, dur = 0 } of calls.toSorted((a, b) => a.ts - b.ts)) {
    sum += Math.max(0, ts + dur - Math.max(ts, end));
    end = Math.max(end, ts + dur);
  }
  return sum / 1000;
}
