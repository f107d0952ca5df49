// Usage is free, so pages load it by themselves. It is loaded again after half an hour.
import type { ListState } from '../../../core/domain/list-state.ts';
import { minute } from '../../../core/common/time-units.ts';

const maximumAge = 30 * minute;

/**
 * What to load: nothing where the usage is recent, is being loaded, or has failed, which VirusTotal's refusals do.
 * @param days the wanted number of days
 * @param now milliseconds since the epoch
 */
export function usageStep(
  state: ListState | undefined,
  days: number,
  now: number,
): 'reload' | 'more' | undefined {
  if (state?.failure || state?.status === 'loading') return undefined;
  if (now - (state?.at ?? 0) > maximumAge) return 'reload';
  return state?.status === 'partial' && state.loaded < days ? 'more' : undefined;
}
