// A hook for the current time.
import { useEffect, useState } from 'preact/hooks';

const step = 30_000;

/** The time of this render, milliseconds since the epoch. Rerenders every 30 seconds. */
export function useNow(): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((ticks) => ticks + 1), step);
    return () => clearInterval(timer);
  }, []);
  return Date.now();
}
