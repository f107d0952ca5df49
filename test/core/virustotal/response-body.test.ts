import { describe, expect, it, vi } from 'vitest';
import { exceedsDepth, maximumDepth, readJson } from '../../../core/virustotal/response-body.ts';

const jsonResponse = (body: string): Response =>
  new Response(body, { headers: { 'content-type': 'application/json' } });
const key = 'k'.repeat(64);
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('the nesting of a response', () => {
  it.each<[string, number, boolean]>([
    ['[[[]]]', 3, false],
    ['[[[]]]', 2, true],
    ['[[],[],[{}],[]]', 3, false],
    ['{"a":{"b":[]}}', 2, true],
    ['["[[[[[["]', 1, false],
    [String.raw`["\"[[[["]`, 1, false],
    [String.raw`["\\",[[]]]`, 2, true],
    ['"[[[[', 1, false],
    ['[[[[', 3, true],
    ['', 0, false],
  ])('%j is nested deeper than %i levels: %s', (json, most, isDeeper) => {
    expect(exceedsDepth(json, most)).toBe(isDeeper);
  });

  it('[S-server-memory] 28 MB of brackets are refused before they are parsed', async () => {
    const parse = vi.spyOn(JSON, 'parse');
    const limit = 32 * 1024 * 1024;
    expect(await readJson(jsonResponse(nested(14_000_000)), { key, limit })).toBeUndefined();
    expect(await readJson(jsonResponse(nested(maximumDepth + 1)), { key, limit })).toBeUndefined();
    // The test runner parses JSON, too.
    expect(parse.mock.calls.filter(([text]) => text.startsWith('[['))).toEqual([]);
    expect(await readJson(jsonResponse(nested(maximumDepth)), { key, limit })).toBeDefined();
  });
});

it('a complete body is reported before it is parsed, and one beyond the limits is not', async () => {
  const events: string[] = [];
  const parse = JSON.parse;
  vi.spyOn(JSON, 'parse').mockImplementation((text) => {
    if (text.startsWith('{"a"')) events.push('parse');
    return parse(text) as unknown;
  });
  const onBody = async (): Promise<void> => void events.push('body');
  expect(await readJson(jsonResponse('{"a":1}'), { key, limit: 7, onBody })).toEqual({ a: 1 });
  expect(await readJson(jsonResponse('{"a":12}'), { key, limit: 7, onBody })).toBeUndefined();
  expect(events).toEqual(['body', 'parse']);
});
