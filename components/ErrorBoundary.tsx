// Keeps a part that cannot be rendered (damaged stored data) from breaking the page. Renders it again with the next rerender of
// the page, because the stored data may have been repaired.
import type { ComponentChildren } from 'preact';
import { useErrorBoundary, useRef } from 'preact/hooks';

export type ErrorBoundaryProps = { fallback: ComponentChildren; children: ComponentChildren };

export function ErrorBoundary({ fallback, children }: ErrorBoundaryProps) {
  const failed = useRef<ComponentChildren>(undefined);
  useErrorBoundary(() => {
    failed.current = children;
  });
  return <>{failed.current === children ? fallback : children}</>;
}
