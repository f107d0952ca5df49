// The present moment for rendering, moving on by itself.
import { useEffect, useState } from 'preact/hooks';

const step = 30_000;

/** Milliseconds since the epoch, renewed every 30 seconds. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, []);
  return now;
}
