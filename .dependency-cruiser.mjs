// Who may import what (docs/architecture.md), type imports included. A row names what a folder or file may import; the rest is
// forbidden. Everything may import core/common.
/**
 * @param {string} from
 * @param {string[]} to
 */
const only = (from, ...to) => ({
  name: `${from} may import`,
  severity: 'error',
  from: { path: `^${from}${from.endsWith('.ts') ? '$' : '/'}` },
  to: {
    path: '^(core|components|entrypoints|assets|test|scripts)/',
    pathNot: ['core/common/', ...to].map((path) => `^${path}`),
  },
});

const background = 'entrypoints/background/';
/**
 * @param {string} name
 * @param {string[]} lower
 */
const room = (name, ...lower) =>
  only(
    background + name,
    'core/',
    ...[name, ...lower].map((each) => background + each + (each.endsWith('.ts') ? '$' : '/')),
  );

const pages = [
  'core/domain/',
  'core/messages.ts',
  'core/presentation/',
  'core/storage/',
  'core/store/',
  'core/views/',
  'components/',
  'assets/',
];

// The rooms of the background, from the bottom up. A room imports lower rooms; the files beside the rooms import the rooms, and no
// room imports those files.
const rooms = [
  room('storage'),
  room('keys', 'storage'),
  room('api', 'keys', 'storage'),
  room('lists', 'api', 'storage'),
  room('accounts', 'lists', 'api', 'keys', 'storage'),
  room('panel', 'accounts', 'lists', 'api', 'storage'),
  room('signals', 'lists', 'storage'),
  room('task-runner.ts', 'api', 'storage'),
  room('delete-everything.ts', 'task-runner.ts', 'signals', 'storage'),
  room('commands.ts', 'delete-everything.ts', 'task-runner.ts', 'panel', 'accounts', 'lists', 'storage'),
];

export default {
  forbidden: [
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    only('core/common'),
    only('core/virustotal', 'core/virustotal/'),
    only('core/domain', 'core/domain/', 'core/virustotal/'),
    only('core/views', 'core/views/', 'core/virustotal/'),
    only('core/presentation', 'core/presentation/', 'core/views/', 'core/domain/', 'core/virustotal/'),
    only('core/messages.ts', 'core/domain/', 'core/storage/', 'core/views/', 'core/virustotal/'),
    only('core/storage', 'core/storage/', 'core/domain/', 'core/virustotal/'),
    only(
      'core/store',
      'core/store/',
      'core/domain/',
      'core/messages.ts',
      'core/storage/',
      'core/virustotal/',
    ),
    only(
      'components',
      'components/',
      'core/domain/',
      'core/presentation/',
      'core/views/',
      'core/virustotal/',
    ),
    only('entrypoints/background', 'entrypoints/background/', 'core/'),
    ...rooms,
    only('entrypoints/popup', 'entrypoints/popup/', ...pages, 'core/virustotal/'),
    only('entrypoints/dashboard', 'entrypoints/dashboard/', ...pages, 'core/virustotal/'),
    only('entrypoints/options', 'entrypoints/options/', ...pages, 'core/virustotal/'),
    only('entrypoints/diagnostics', 'entrypoints/diagnostics/', ...pages, 'core/virustotal/'),
    only(
      'entrypoints/panel-host',
      'entrypoints/panel-host/',
      'core/domain/',
      'core/presentation/',
      'core/views/',
      'core/messages.ts',
      'core/virustotal/',
      'components/',
      'assets/',
    ),
    {
      name: "VirusTotal's answers are for the background, other rooms know only their types",
      severity: 'error',
      from: {
        path: '^(components|core/(domain|messages\\.ts|presentation|storage|store|views)|entrypoints/(?!background/))',
      },
      to: { path: '^core/virustotal/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'views are types and nothing else',
      severity: 'error',
      from: { pathNot: '^core/views/' },
      to: { path: '^core/views/', dependencyTypesNot: ['type-only'] },
    },
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
