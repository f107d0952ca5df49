// Keeps a part that cannot be drawn (damaged stored data) from taking the page down with it, and draws it again when the page
// is drawn again: what is stored may have been mended.
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
