// A headed part of a page.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { UpdatedAgo } from '../../../components/UpdatedAgo.tsx';

/** `aside`: how much there is, how old it is and what reading it costs; `actions`: the buttons for all of it. */
export type SectionProps = {
  title: string;
  meta?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
};

export function Section({ title, meta, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section class="section-part" aria-labelledby={id} tabIndex={-1}>
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

/** How old figures are that came with a reading of something else, and what they cost or where they came from. */
export function DataSource({ at, text }: { at: number | undefined; text: string }) {
  return (
    <>
      {at !== undefined && <UpdatedAgo at={at} />}
      <span>{text}</span>
    </>
  );
}

/** For a button that is gone once it was pressed: the focus goes to its part, so that Tab goes on from there. */
export const focusSection = (button: Element): void =>
  button.closest<HTMLElement>('.section-part')?.focus({ preventScroll: true });

/** A sentence where there is nothing else to show. */
export const Quiet = ({ children }: { children: ComponentChildren }) => <p class="quiet">{children}</p>;

/** The heading of a page; takes the focus when one comes to it. */
export const Heading = ({ lead, children }: { lead?: string; children: ComponentChildren }) => (
  <h1 tabIndex={-1}>
    {lead !== undefined && <small>{lead} </small>}
    {children}
  </h1>
);
