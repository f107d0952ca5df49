// The clock of the fake: real time plus an offset that tests change.
import type { Clock } from './types.ts';

type MovableClock = Clock & { reset(): void };

/** @param onMove is called with the time before and after each change, so that quota windows can roll over. */
export function createClock(onMove: (before: number, after: number) => void): MovableClock {
  let offset = 0;
  const now = () => Date.now() + offset;
  const move = (by: number) => {
    const before = now();
    offset += by;
    onMove(before, before + by);
  };
  return {
    now,
    set: (ms) => move(ms - now()),
    advance: move,
    reset() {
      offset = 0;
    },
  };
}
