// Whether a part of the page was scrolled into view, for what is loaded only then.
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Stays true once any of the element was in the viewport. */
export function useInView(element: RefObject<Element | null>): boolean {
  const [isInView, setInView] = useState(false);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      setInView(true);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return isInView;
}
