// Owns the one in-memory build of client/ per process: entry modules, real Lit, and one chunk per view.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let built: Promise<ReadonlyMap<string, string>> | undefined;

/** File name (`main.js`, `boot.js`, `user-view-….js`) to code. */
export function buildClient(): Promise<ReadonlyMap<string, string>> {
  // Vite sets NODE_ENV to production if it is unset; the calling process must not be affected.
  const { NODE_ENV } = process.env;
  built ??= bundle().finally(() => {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
  });
  return built;
}

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    root: here('./client'),
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    base: '/gui-assets/',
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: {
        input: { boot: here('./client/boot.ts'), main: here('./client/main.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  return new Map(outputs.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
}
