// A line of a list: a foreign name, something beside it, details beneath.
import type { ComponentChildren } from 'preact';

export type ItemProps = {
  title: string;
  /** A page of VirusTotal's about it. */
  href?: string | undefined;
  meta?: ComponentChildren;
  children?: ComponentChildren;
};

export function Item({ title, href, meta, children }: ItemProps) {
  const name = <bdi>{title}</bdi>;
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

/** A link out of our pages. */
export function ExternalLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
