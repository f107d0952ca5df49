// Keeps retired names out of the tree: identifiers, file names and words that were replaced by standard terms.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Retired name and its successor; matched as a whole word, letter case counts. */
const retired: Record<string, string> = {
  wayOn: 'nextCursor',
  plainUser: 'userWithoutRelationships',
  astray: 'invalidNextLink',
  HuntedFile: 'HuntingFile',
  UserSight: 'UserLookup',
  GroupSight: 'GroupLookup',
  shownOf: 'countVisibleFields',
  keyEnd: 'keyLast4',
  keeping: 'keyStorage',
  BadgeVital: 'BadgeState',
  QuotaVital: 'QuotaStatus',
  PrivilegeVital: 'PrivilegeStatus',
  bindingHeadline: 'findTightestLimit',
  drawnShare: 'usedFraction',
  unallotted: 'noAllowance',
  lapsed: 'windowEnded, expired',
  lapsing: 'expiring',
  lapses: 'expires',
  withheld: 'notGranted',
  upTo: 'targetCount',
  edition: 'generation',
  anew: 'restartPending, again',
  touchedAt: 'lastUsedAt',
  seenOf: 'processedCount',
  HistoryDay: 'DailyUsage',
  addedUp: 'sumByEndpoint',
  usageReach: 'retentionDays',
  seer: 'viewer',
  Whose: 'Perspective',
  lengthOf: 'formatDuration',
  clockOf: 'formatClock',
  dateOf: 'formatDate',
  utcOf: 'formatUtc',
  readState: 'parseState',
  annotate: 'panelMode',
  panelFolded: 'panelCollapsed',
  createMirror: 'createStateStore',
  useMirror: 'useExtensionState',
  takeBite: 'loadChunk',
  catchUp: 'loadRemaining',
  noteTrouble: 'logError',
  withTrouble: 'appendError',
  quietly: 'logRejection',
  trouble: 'problem, error',
  Trouble: 'PanelProblem, LoggedError',
  troubles: 'errors',
  takeBackup: 'importSettings',
  planOf: 'planImport',
  Backup: 'SettingsFile',
  keepKey: 'setKeyStorage',
  foldPanel: 'collapsePanel',
  panelState: 'getPanelSettings',
  clientOf: 'createAccountClient',
  spentToday: 'billableToday',
  mustWait: 'isServerWait',
  noUse: 'notRetryable',
  hopeless: 'userFixable',
  vault: 'key store',
  rekeep: 'changeStorage',
  lackOf: 'keyProblem',
  settleKeys: 'reconcileKeys',
  findLostAccounts: 'recoverOrphanedKeys',
  goesOnAt: 'resumeAt',
  bestSeer: 'chooseViewer',
  mayMore: 'anotherMaySeeMore',
  thrift: 'quota-guard',
  affordable: 'limitToCache',
  putSeen: 'saveCachedUser',
  seenKey: 'userCacheKey',
  createTurns: 'createMutex',
  inTurn: 'withLock',
  atWork: 'runTask',
  byItself: 'runExclusive',
  readsAll: 'isRefreshAlarm',
  Belongings: 'PrivilegesAndGroups',
  Payers: 'QuotaGroupSources',
  useArrival: 'usePageFocus',
  isCutOff: 'isInvalidated',
  hasBox: 'isRendered',
  onStage: 'withExtension',
  spotless: 'noViolations',
  Stains: 'Violations',
  refuted: 'checkProperty',
  usageDays: 'daysInPage',
  isoOf: 'toIsoDay',
  Dated: 'Timestamped',
  Keeping: 'KeyStorage',
  FoldView: 'DisclosureView',
  Phrase: 'IsolatedText',
  UserSheet: 'user-panel',
  GroupSheet: 'group-panel',
  'user-sheet': 'user-panel',
  'group-sheet': 'group-panel',
  'sheet-parts': 'panel-shared',
  countWanted: 'countLoadable',
  loadOld: 'loadStale',
  'list-course': 'list-reducer',
  'group-lists': 'list-cache',
  shelf: 'list-store',
  'group-sight': 'group-lookup',
  belongings: 'groups, privileges, quotas',
  deeds: 'actions',
  Seed: 'InitialItems',
  'setting-words': 'describe-setting',
  'use-arrival': 'use-page-focus',
  'read-rows': 'visible-text',
  'good-day': 'healthy-account',
  'keys-hands': 'key-storage-steps',
  lockMinutes: 'autoLockMinutes',
  importBackup: 'importSettings',
  'no-vault': 'no-key-store',
  QuotaFamilies: 'QuotaGroups',
  QuotaList: 'QuotaGroups',
  whoMay: 'accessHint, hint',
  mayNot: 'isDenied',
  NotAsked: 'NotLoaded',
  notAsked: 'notLoaded',
  keyKept: 'keyStorage',
  keepings: 'keyStorages',
  KnownGroup: 'GroupState',
  Wishes: 'Options',
  strike: 'fault',
  mend: 'repair',
  createQuotasView: 'quotasView',
  scrollsTo: 'scrollTarget',
  resumesTo: 'resumeTarget',
  'stand-in': 'fake VirusTotal',
  'user-page': 'panel-host',
  'core/vitals': 'core/domain',
  'core/words': 'core/presentation',
  'core/state': 'core/storage, core/store',
};

/** Where a retired name is allowed, and why. */
const exceptions: readonly { path: RegExp; why: string }[] = [
  { path: /^scripts\/check-names\.ts$/u, why: 'the list itself' },
  { path: /^core\/storage\/migrate.*\.ts$/u, why: 'reads what version 1 stored' },
  {
    path: /^test\/(?:fixtures\/|core\/storage\/migrate|faults\/(?:migration|upgrade|messages)\.test)/u,
    why: 'version 1, as stored',
  },
  { path: /^docs\/decisions\/0020-/u, why: 'the names of version 1' },
  { path: /^CHANGELOG\.md$/u, why: 'history' },
  { path: /^package-lock\.json$/u, why: 'not ours' },
];

/** The IndexedDB database keeps its name: a new one would require moving the keys. */
const databaseName =
  /createStore\('vault', 'keys'\)|\bvault: (?:keyStore\b|\{ keys)|indexedDb\.vault|`vault`/gu;

const pattern = new RegExp(
  `(?<![\\w-])(?:${Object.keys(retired)
    .map((name) => name.replaceAll('/', String.raw`\/`))
    .join('|')})(?![\\w-])`,
  'gu',
);

const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n');
const checked = tracked.filter(
  (path) =>
    /\.(?:ts|tsx|mjs|css|html|md|yml|json)$/u.test(path) && !exceptions.some((each) => each.path.test(path)),
);
let count = 0;
for (const path of checked) {
  const found = (line: string, location: string): void => {
    for (const [name] of line.replaceAll(databaseName, '').matchAll(pattern)) {
      count += 1;
      console.log(`${location}: "${name}" is retired; use ${retired[name]}`);
    }
  };
  found(path, path);
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries())
    found(line, `${path}:${index + 1}`);
}
if (count > 0) process.exitCode = 1;
else console.log(`ok    no retired name in ${checked.length} files`);
