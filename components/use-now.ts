// The present moment for rendering, moving on by itself.
import { useEffect, useState } from 'preact/hooks';

const step = 30_000;

/** Milliseconds since the epoch, at each drawing; draws again every 30 seconds. */
export function useNow(): number {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((ticks) => ticks + 1), step);
    return () => clearInterval(timer);
  }, []);
  return Date.now();
}
