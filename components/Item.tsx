// A list item: a foreign name as title, a short text next to it, details below.
import type { ComponentChildren } from 'preact';
import { Name } from './Name.tsx';

export type ItemProps = {
  title: string;
  /** Its page on VirusTotal. */
  href?: string | undefined;
  meta?: ComponentChildren;
  children?: ComponentChildren;
};

export function Item({ title, href, meta, children }: ItemProps) {
  const name = <Name text={title} />;
  return (
    <li class="item">
      <div class="row">
        <span class="clip" title={title}>
          {href ? <ExternalLink href={href}>{name}</ExternalLink> : name}
        </span>
        <small>{meta}</small>
      </div>
      <small>{children}</small>
    </li>
  );
}

/** A link to another site. */
export function ExternalLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
