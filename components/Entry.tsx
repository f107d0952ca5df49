// A line of a list: a title, something beside it, details beneath.
import type { ComponentChildren } from 'preact';

export type EntryProps = {
  title: ComponentChildren;
  aside?: ComponentChildren;
  children?: ComponentChildren;
};

export function Entry({ title, aside, children }: EntryProps) {
  return (
    <li class="entry">
      <span class="entry-title">{title}</span>
      <span class="entry-aside">{aside}</span>
      {children && <span class="entry-detail">{children}</span>}
    </li>
  );
}
