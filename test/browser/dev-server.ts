// WXT's development server over a copy of the sources, so that a test can change them.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { until } from './session-helpers.ts';

const SOURCES = [
  // What "wxt prepare" has made: Vite looks for dependencies before the server makes it.
  '.wxt',
  'assets',
  'components',
  'core',
  'entrypoints',
  'locales',
  'package.json',
  'public',
  'tsconfig.json',
  'wxt.config.ts',
];

// Building takes seconds, on a machine under load many of them.
const PATIENCE = 120_000;

export type DevServer = {
  /** "localhost:PORT" */
  host: string;
  /** The folder of the extension that the server has built. */
  extension: string;
  /** Replaces a text in a file of the copy. Throws where the file does not contain it. */
  change(file: string, text: string, replacement: string): void;
  close(): Promise<void>;
};

/** Starts the server for Chromium on a free port, without a browser, and returns when the extension is built. */
export async function startDevServer(): Promise<DevServer> {
  const root = copySources();
  const port = await freePort();
  const server = spawn(process.execPath, [resolve('node_modules/wxt/bin/wxt.mjs'), '-p', String(port)], {
    cwd: root,
    // Vitest's own environment would be the server's as well.
    env: { ...process.env, NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, that ends as one.
    detached: true,
  });
  const cleanUp = (): void => {
    killGroup(server);
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.once('exit', cleanUp);
  const close = async (): Promise<void> => {
    process.off('exit', cleanUp);
    await ended(server);
    cleanUp();
  };
  try {
    const extension = join(root, '.output/chrome-mv3-dev');
    return { host: await untilBuilt(server, extension), extension, change: changeIn(root), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The copy lies inside the repository, where modules are found as from the sources. Git and the checks ignore the folder. */
function copySources(): string {
  mkdirSync('.artifacts', { recursive: true });
  const root = mkdtempSync(resolve('.artifacts/dev-server-'));
  for (const source of SOURCES.filter((name) => existsSync(name)))
    cpSync(source, join(root, source), { recursive: true });
  return root;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until the extension is built; returns where the server listens: the manifest, which is written last, says so. */
async function untilBuilt(server: ChildProcess, extension: string): Promise<string> {
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const manifest = join(extension, 'manifest.json');
  try {
    return await until(
      'the development build',
      async () => {
        if (server.exitCode !== null)
          throw new Error(`The development server ended with ${server.exitCode}.`);
        return existsSync(manifest) && hostIn(readFileSync(manifest, 'utf8'));
      },
      PATIENCE,
    );
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${output}`, { cause: error });
  }
}

/** Undefined while the manifest is being written. */
function hostIn(manifest: string): string | undefined {
  return manifest.trimEnd().endsWith('}') ? /http:\/\/(localhost:\d+)/u.exec(manifest)?.[1] : undefined;
}

function changeIn(root: string): DevServer['change'] {
  return (file, text, replacement) => {
    const path = join(root, file);
    const source = readFileSync(path, 'utf8');
    if (!source.includes(text)) throw new Error(`${file} does not contain ${text}`);
    writeFileSync(
      path,
      source.replace(text, () => replacement),
    );
  };
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  killGroup(server);
  await exit;
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
