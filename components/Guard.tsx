// Keeps a part that cannot be drawn (damaged stored data) from taking the page down with it.
import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';

export type GuardProps = { fallback: ComponentChildren; children: ComponentChildren };

export function Guard({ fallback, children }: GuardProps) {
  const error: unknown = useErrorBoundary()[0];
  return <>{error === undefined ? children : fallback}</>;
}
