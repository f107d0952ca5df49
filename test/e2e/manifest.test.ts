// The built packages as a reviewer sees them: permissions, content security policy, contents.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { browsers, builds } from './fixture.ts';

type Manifest = Record<string, unknown> & {
  content_security_policy: { extension_pages: string };
  content_scripts: Record<string, unknown>[];
};

const host = 'https://www.virustotal.com';
const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self'",
  'connect-src': host,
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': host,
};
const trustedTypes = { 'require-trusted-types-for': "'script'", 'trusted-types': "'none'" };

const read = (file: string): string => readFileSync(file, 'utf8');
const filesIn = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));

describe.each(browsers)('the package for %s', (name) => {
  const manifest = JSON.parse(read(`${builds[name]}/manifest.json`)) as Manifest;

  test('[S-permissions] the manifest requests only the permissions that docs/privacy.md justifies', () => {
    expect(manifest['permissions']).toEqual(['storage', 'alarms', 'idle']);
    expect(manifest['optional_permissions']).toEqual(['notifications']);
    expect(manifest['host_permissions']).toEqual([`${host}/*`]);
    expect(
      manifest.content_scripts.map(({ matches, run_at: at, world }) => [
        matches,
        at ?? 'document_idle',
        world,
      ]),
    ).toEqual([[[`${host}/gui/*`], 'document_start', undefined]]);
    for (const door of ['externally_connectable', 'optional_host_permissions', 'key'])
      expect(manifest).not.toHaveProperty(door);
    expect(manifest['web_accessible_resources']).toEqual([
      {
        resources: ['panel.html'],
        matches: [`${host}/*`],
        ...(name === 'chromium' && { use_dynamic_url: true }),
      },
    ]);
    const justified = read('docs/privacy.md')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    for (const asked of ['storage', 'alarms', 'idle', 'notifications', `${host}/*`, `${host}/gui/*`])
      expect(justified.filter((row) => row.split('|')[1]?.includes(`\`${asked}\``))).toHaveLength(1);
  });

  test('[S-disk-private-window] the manifest keeps the extension out of private windows', () => {
    expect(manifest['incognito']).toBe('not_allowed');
  });
  test('[S-permissions] the manifest declares the data that docs/privacy.md names to Firefox alone', () => {
    const settings = manifest['browser_specific_settings'] as { gecko: Record<string, unknown> } | undefined;
    const [, named = ''] =
      /data collection permissions\*\* are ([^.]*)\./u.exec(read('docs/privacy.md')) ?? [];
    const documented = [...named.matchAll(/`(\w+)`/gu)].map(([, permission]) => permission);
    expect(documented).toEqual(['authenticationInfo', 'browsingActivity']);
    const declared = settings?.gecko['data_collection_permissions'];
    expect(declared).toEqual(name === 'firefox' ? { required: documented } : undefined);
  });

  test('[S-policy S-network-hosts] the manifest has a strict content security policy for extension pages', () => {
    const directives = manifest.content_security_policy.extension_pages.split(';').map((each) => {
      const [directive = '', ...values] = each.trim().split(' ');
      return [directive, values.join(' ')];
    });
    expect(Object.fromEntries(directives)).toEqual({ ...policy, ...(name === 'chromium' && trustedTypes) });
    const [, listed = ''] = read('docs/security.md').split(/^```$/mu);
    const documented = [...listed.matchAll(/^(\S+) (\S+)/gmu)].map(([, directive, value]) => [
      directive,
      value,
    ]);
    expect(Object.fromEntries(documented)).toEqual({ ...policy, ...trustedTypes });
  });

  test('the pages of the package have no inline script, style or handler', () => {
    for (const page of filesIn(builds[name], /\.html$/u)) {
      const html = read(page);
      expect(html).not.toMatch(/<script(?![^>]+src="\/)|<style|\son\w+=|\sstyle=|javascript:/iu);
      expect(html).not.toMatch(/(?:src|href)="(?!\/)/u);
    }
  });

  test('the scripts of the package evaluate no text and load no remote code', () => {
    for (const script of filesIn(builds[name], /\.js$/u)) {
      const code = read(script);
      expect(code).not.toMatch(/\beval\(|new Function\(|importScripts\(|document\.write\(/u);
      expect(code).not.toMatch(/(?:import|from)\s*\(?["'`]https?:/u);
    }
  });
});

describe('our own sources', () => {
  const sources = ['core', 'components', 'entrypoints'].flatMap((folder) => filesIn(folder, /\.tsx?$/u));

  test('[S-page-markup] our own sources never parse text as markup', () => {
    const sinks =
      /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|srcdoc|parseFromString|setHTMLUnsafe|document\.write|\beval\(|new Function\(/u;
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((file) => sinks.test(read(file)))).toEqual([]);
  });

  test('our own sources never print to the console', () => {
    expect(sources.filter((file) => /\bconsole\./u.test(read(file)))).toEqual([]);
  });
});
