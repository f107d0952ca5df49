// Hooks for the current time.
import { useEffect, useMemo, useState } from 'preact/hooks';

const step = 30_000;

/** The time of this render, milliseconds since the epoch. Rerenders every 30 seconds. */
export function useNow(): number {
  useTicks();
  return Date.now();
}

/** Like `useNow`, but remains the same until `cause` changes or 30 seconds have passed: what is drawn by it can be kept. */
export function useSteadyNow(cause: unknown): number {
  const ticks = useTicks();
  return useMemo(() => Date.now(), [cause, ticks]);
}

function useTicks(): number {
  const [ticks, setTicks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTicks((last) => last + 1), step);
    return () => clearInterval(timer);
  }, []);
  return ticks;
}
