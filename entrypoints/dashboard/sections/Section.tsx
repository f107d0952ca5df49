// A section of a page.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { UpdatedAgo } from '../../../components/UpdatedAgo.tsx';

/** `id`: of a section that an address may lead to; `meta`: the number of items, their age and the cost of loading; `actions`: buttons for the whole section. */
export type SectionProps = {
  id?: string | undefined;
  title: string;
  meta?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
};

export function Section({ id: place, title, meta, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section class="section-part" id={place} aria-labelledby={id} tabIndex={-1}>
      <div class="section-part-head">
        <h2 id={id}>
          <bdi>{title}</bdi>
        </h2>
        <div class="section-part-meta">{meta}</div>
        <div class="section-part-actions">{actions}</div>
      </div>
      {children}
    </section>
  );
}

/** The age of data that was loaded with something else, and its cost or source. */
export function DataSource({ at, text }: { at: number | undefined; text: string }) {
  return (
    <>
      {at !== undefined && <UpdatedAgo at={at} />}
      <span>{text}</span>
    </>
  );
}

/** Moves the focus from a button that disappears when pressed to its section, so that Tab continues there. */
export const focusSection = (button: Element): void =>
  button.closest<HTMLElement>('.section-part')?.focus({ preventScroll: true });

/** A sentence in place of other content. */
export const Quiet = ({ children }: { children: ComponentChildren }) => <p class="quiet">{children}</p>;

/** The heading of a page, which receives the focus on navigation. */
export const Heading = ({ lead, children }: { lead?: string; children: ComponentChildren }) => (
  <h1 tabIndex={-1}>
    {lead !== undefined && <small>{lead} </small>}
    {children}
  </h1>
);
