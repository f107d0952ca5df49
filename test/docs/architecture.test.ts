// docs/architecture.md says what the import rules, the package and the types say, and stays short. No document names a file
// that is not there.
// @vitest-environment node
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { codeIn, countWords, readDocument, tableUnder } from './markdown.ts';

const architecture = readDocument('docs/architecture.md');

it('docs/architecture.md has at most 900 words outside of code blocks', () => {
  expect(countWords(architecture)).toBeLessThanOrEqual(900);
});

type Row = { imports: string[]; types: string[] };
type Rule = { name: string; from: { path?: string }; to: { path?: string | string[]; pathNot?: string[] } };

// A variable specifier, because the type check cannot resolve a file without types.
const configFile: string = '../../.dependency-cruiser.mjs';
const { default: config } = (await import(configFile)) as { default: { forbidden: Rule[] } };
const rules = config.forbidden;

/** Turns '^core/domain/' and '^core/messages\.ts$' into the paths they match. */
const folderOf = (pattern: string): string =>
  pattern
    .replace(/^\^/u, '')
    .replace(/\/$|\$$/u, '')
    .replaceAll('\\', '');

const findRule = (name: string): Rule | undefined => rules.find((rule) => rule.name === name);

/** What every folder may import. */
const forAll = 'core/common';

/** What the rules let a folder import, besides itself and what all may import. */
function rowOf(folder: string): Row {
  const types = [findRule(`${folder} may import types of`)?.to.path ?? []].flat().map(folderOf);
  const all = (findRule(`${folder} may import`)?.to.pathNot ?? []).map(folderOf);
  const imports = all.filter((each) => each !== folder && each !== forAll && !types.includes(each));
  return { imports: imports.toSorted(), types: types.toSorted() };
}

const foldersWithRules = (): string[] =>
  rules.flatMap(({ name }) => (name.endsWith(' may import') ? name.slice(0, -' may import'.length) : []));

function documented(heading: string): Record<string, Row> {
  const rows: Record<string, Row> = {};
  for (const [folder = '', , cell = ''] of tableUnder(architecture, heading)) {
    const [imports = '', types = ''] = cell.split('types of');
    const [same = ''] = cell.startsWith('as ') ? codeIn(cell) : [];
    const row = { imports: codeIn(imports).toSorted(), types: codeIn(types).toSorted() };
    for (const name of codeIn(folder)) rows[name] = rows[same] ?? row;
  }
  return rows;
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? join(folder, each.name) : [],
  );

const background = 'entrypoints/background/';
const short = (name: string): string => name.replace(background, '');

describe('the import tables', () => {
  it('the import table of folders matches the rules of dependency-cruiser', () => {
    const folders = foldersWithRules().filter((folder) => !folder.startsWith(background));
    expect(documented('Folders')).toEqual(
      Object.fromEntries(folders.map((folder) => [folder, rowOf(folder)])),
    );
  });

  it('the import table of background rooms matches the rules of dependency-cruiser', () => {
    const rooms = foldersWithRules().filter((folder) => folder.startsWith(background));
    const expected = rooms.map((room) => [
      short(room),
      { imports: rowOf(room).imports.map(short), types: [] },
    ]);
    expect(documented('Rooms of the background')).toEqual(Object.fromEntries(expected));
  });

  it('the import tables have a row for each existing folder and room', () => {
    const there = [...foldersIn('core'), ...foldersIn('entrypoints'), ...foldersIn('entrypoints/background')];
    expect(there.filter((folder) => !foldersWithRules().includes(folder))).toEqual([]);
  });
});

describe('the dependency tables', () => {
  it.each([
    ['Shipped', packageJson.dependencies],
    ['Development', packageJson.devDependencies],
    ['By platform', packageJson.optionalDependencies],
  ])('the dependency table %s has a row for each package', (heading, packages) => {
    const names = tableUnder(architecture, heading).flatMap(([name = '']) => codeIn(name));
    expect(names.toSorted()).toEqual(Object.keys(packages).toSorted());
  });
});

/** Returns the members of each object type in TypeScript code, with their question marks. */
function membersIn(code: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const statement of ts.createSourceFile('a.ts', code, ts.ScriptTarget.Latest, true).statements)
    if (ts.isTypeAliasDeclaration(statement) && ts.isTypeLiteralNode(statement.type))
      found.set(
        statement.name.text,
        statement.type.members.map((each) => `${each.name?.getText() ?? ''}${each.questionToken ? '?' : ''}`),
      );
  return found;
}

describe('the documented types', () => {
  const [, listing = ''] = /^```ts\n(.*?)^```$/msu.exec(architecture) ?? [];
  // Each part of the listing starts with the name of its file.
  const parts = listing.split(/^\/\/ (?=core\/)/mu).slice(1);
  const shapes = parts.flatMap((part) => {
    const [file = ''] = /^[\w/.-]+/u.exec(part) ?? [];
    return [...membersIn(part)].map(([name, members]) => [name, file, members] as const);
  });

  it.each(shapes)('the documented type %s has the members that it has in %s', (name, file, members) => {
    expect(members).toEqual(membersIn(readFileSync(file, 'utf8')).get(name));
  });

  it('the documented types are those of state, account and panel content', () => {
    expect(shapes.map(([name]) => name)).toEqual(
      expect.arrayContaining(['State', 'Account', 'PanelContent']),
    );
  });
});

describe('links in the documents', () => {
  const inDocs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...inDocs.map((name) => join('docs', name)),
  ];

  it.each(documents)('%s names only existing files', (file) => {
    const document = readDocument(file);
    const named = codeIn(document).filter((code) =>
      /^(?:core|components|entrypoints|test|scripts|docs|locales)\/[\w/.-]+$/u.test(code),
    );
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
    const linked = [...document.matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, path = '']) =>
      join(file, '..', path),
    );
    expect(linked.filter((path) => !existsSync(path))).toEqual([]);
  });
});
