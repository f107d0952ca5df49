// Collects the browser's data for the report. Failed queries are left out.
import { browser } from 'wxt/browser';
import type { Environment } from '../../core/storage/diagnostics.ts';
import { send } from '../../core/messages.ts';
import { hostPattern } from '../../core/common/urls.ts';

export async function collectEnvironment(): Promise<Environment> {
  const { permissions, runtime, alarms, storage } = browser;
  const [platform, granted, allAlarms, stored, answer] = await Promise.all([
    withFallback(runtime.getPlatformInfo(), undefined),
    withFallback(permissions.getAll(), {}),
    withFallback(alarms.getAll(), []),
    withFallback(storage.local.get(null), {}),
    send('getPanelSettings', {}),
  ]);
  return {
    version: runtime.getManifest().version,
    userAgent: navigator.userAgent,
    platform: platform ?? {},
    permissions: granted.permissions ?? [],
    hostAccess: granted.origins?.includes(hostPattern) ?? false,
    alarms: allAlarms,
    backgroundAnswers: answer.ok,
    stored,
  };
}

const withFallback = <T>(request: Promise<T>, fallback: T): Promise<T> => request.catch(() => fallback);
