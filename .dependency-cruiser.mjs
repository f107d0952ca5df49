// Who may import what. The tables in docs/architecture.md say the same; test/docs/architecture.test.ts compares them.
const shared = ['core/domain', 'core/messages.ts', 'core/presentation', 'core/storage', 'core/store'];
const page = { imports: [...shared, 'components', 'assets'], types: ['core/views', 'core/virustotal'] };

/**
 * What a folder may import besides itself and `core/common`. Of `types` it may import types only. Whatever is not listed is
 * forbidden.
 */
const folders = {
  'core/common': { imports: [], types: [] },
  'core/virustotal': { imports: [], types: [] },
  'core/errors.ts': { imports: ['core/virustotal'], types: [] },
  'core/domain': { imports: [], types: ['core/errors.ts', 'core/virustotal'] },
  'core/views': { imports: [], types: ['core/errors.ts', 'core/virustotal'] },
  'core/presentation': {
    imports: ['core/domain'],
    types: ['core/errors.ts', 'core/views', 'core/virustotal'],
  },
  'core/storage': { imports: ['core/domain'], types: ['core/virustotal'] },
  'core/panel-channel.ts': { imports: [], types: [] },
  'core/messages.ts': {
    imports: [],
    types: ['core/domain', 'core/errors.ts', 'core/panel-channel.ts', 'core/storage', 'core/virustotal'],
  },
  'core/store': { imports: ['core/domain', 'core/messages.ts', 'core/storage'], types: ['core/virustotal'] },
  components: { imports: ['core/domain', 'core/presentation'], types: ['core/views', 'core/virustotal'] },
  'entrypoints/background': { imports: ['core'], types: [] },
  'entrypoints/popup': page,
  'entrypoints/options': page,
  'entrypoints/dashboard': page,
  'entrypoints/diagnostics': page,
  'entrypoints/panel': { ...page, imports: [...page.imports, 'core/panel-channel.ts'] },
  'entrypoints/panel-host': { imports: ['core/messages.ts', 'core/panel-channel.ts'], types: [] },
};

/** What a room of the background, or a file beside the rooms, may import of the others. `index.ts` may import all of them. */
const rooms = {
  storage: [],
  keys: ['storage'],
  api: ['keys', 'storage'],
  lists: ['api', 'storage'],
  accounts: ['lists', 'api', 'keys', 'storage'],
  panel: ['accounts', 'lists', 'api', 'storage'],
  signals: ['lists', 'storage'],
  'side-effects.ts': ['accounts', 'signals', 'storage'],
  'task-runner.ts': ['api', 'storage'],
  'delete-everything.ts': ['task-runner.ts', 'signals', 'storage'],
  'commands.ts': ['delete-everything.ts', 'task-runner.ts', 'panel', 'accounts', 'lists', 'storage'],
};

/** @param {string} name */
const pathOf = (name) => (name.endsWith('.ts') ? `^${name.replace('.', '\\.')}$` : `^${name}/`);

const ourFolders = '^(core|components|entrypoints|assets|test|scripts)/';

const folderRules = Object.entries(folders).map(([folder, { imports, types }]) => ({
  name: `${folder} may import`,
  severity: 'error',
  from: { path: pathOf(folder) },
  to: { path: ourFolders, pathNot: [folder, 'core/common', ...imports, ...types].map(pathOf) },
}));

const typeRules = Object.entries(folders)
  .filter(([, { types }]) => types.length > 0)
  .map(([folder, { types }]) => ({
    name: `${folder} may import types of`,
    severity: 'error',
    from: { path: pathOf(folder) },
    to: { path: types.map(pathOf), dependencyTypesNot: ['type-only'] },
  }));

const background = 'entrypoints/background';
const roomRules = Object.entries(rooms).map(([room, imports]) => ({
  name: `${background}/${room} may import`,
  severity: 'error',
  from: { path: pathOf(`${background}/${room}`) },
  to: {
    path: `^${background}/`,
    pathNot: [room, ...imports].map((name) => pathOf(`${background}/${name}`)),
  },
}));

export default {
  forbidden: [
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...folderRules,
    ...typeRules,
    ...roomRules,
    {
      name: 'the client and the key stay in the background',
      severity: 'error',
      from: { pathNot: '^(entrypoints/background|core/virustotal|test)/' },
      to: { path: '(core/virustotal/client|entrypoints/background/)' },
    },
    {
      name: 'components have neither browser nor store',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '(wxt/browser|webextension-polyfill|zustand)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
    exclude: { path: '^\\.(output|wxt)/' },
  },
};
