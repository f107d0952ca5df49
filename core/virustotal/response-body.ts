// Reads the body of a response within limits of size and depth, so that no sender can exhaust memory or the parser's stack.
import { VirusTotalError } from './api-error.ts';
import { parseWithoutKey } from './redact-key.ts';

const megabyte = 1024 * 1024;

/** The largest body in bytes. The parts of an account have some kilobytes; a page of 40 rulesets or files may have megabytes. */
export const maximumBytes = { part: megabyte, page: 8 * megabyte } as const;

/** The deepest nesting. VirusTotal's objects have fewer than ten levels; parsers fail at some thousands. */
export const maximumDepth = 64;

type JsonOptions = {
  /** Left out wherever the body contains it. */
  key: string;
  /** The largest body in bytes. */
  limit: number;
  /** Called with the complete body before it is parsed. */
  onBody?: (() => Promise<void>) | undefined;
};

/**
 * The body as JSON; undefined where it is not JSON, such as an edge server's HTML page, too large or too deep.
 * @throws VirusTotalError `interrupted` or `unavailable` where the body ends early
 */
export async function readJson(
  { body, headers }: Response,
  { key, limit, onBody }: JsonOptions,
): Promise<unknown> {
  if (!headers.get('content-type')?.includes('json')) {
    await body?.cancel().catch(() => undefined);
    return undefined;
  }
  const text = body ? await readText(body, limit) : undefined;
  if (text === undefined || exceedsDepth(text, maximumDepth)) return undefined;
  await onBody?.();
  return parse(text, key);
}

/** Undefined where the body is larger than the limit. */
async function readText(body: ReadableStream<Uint8Array>, limit: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  try {
    // Leaving the loop cancels the rest of the stream.
    for await (const bytes of body) {
      size += bytes.length;
      if (size > limit) return undefined;
      text += decoder.decode(bytes, { stream: true });
    }
  } catch (error) {
    throw new VirusTotalError(isTimeout(error) ? 'unavailable' : 'interrupted');
  }
  return text + decoder.decode();
}

function parse(text: string, key: string): unknown {
  try {
    return parseWithoutKey(text, key);
  } catch {
    return undefined;
  }
}

/** Whether arrays and objects are nested deeper than `most`. It takes one pass, and brackets in strings do not count. */
export function exceedsDepth(json: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > most) return true;
  }
  return false;
}

/** The position of the quote that ends a string, or the end of the text. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    const character = json[at];
    if (character === '"') return at;
    if (character === '\\') at++;
  }
  return json.length;
}

/** The error for a request without a response. A browser that says it is offline has no network at all. */
export function connectionError(error: unknown): VirusTotalError {
  if (isTimeout(error)) return new VirusTotalError('unavailable');
  const { onLine = true } = navigator as Partial<Navigator>;
  return new VirusTotalError(onLine ? 'unreachable' : 'offline');
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';
