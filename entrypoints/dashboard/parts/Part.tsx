// A headed part of a page.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export type PartProps = { title: string; aside?: ComponentChildren; children: ComponentChildren };

export function Part({ title, aside, children }: PartProps) {
  const id = useId();
  return (
    <section class="part" aria-labelledby={id} tabIndex={-1}>
      <div class="part-head">
        <h2 id={id}>
          <bdi>{title}</bdi>
        </h2>
        <div class="part-aside">{aside}</div>
      </div>
      {children}
    </section>
  );
}

/** For a button that is gone once it was pressed: the focus goes to its part, so that Tab goes on from there. */
export const focusPart = (button: Element): void =>
  button.closest<HTMLElement>('.part')?.focus({ preventScroll: true });

/** A sentence where there is nothing else to show. */
export const Quiet = ({ children }: { children: ComponentChildren }) => <p class="quiet">{children}</p>;

/** The heading of a page; takes the focus when one comes to it. */
export const Heading = ({ lead, children }: { lead?: string; children: ComponentChildren }) => (
  <h1 tabIndex={-1}>
    {lead !== undefined && <small>{lead} </small>}
    {children}
  </h1>
);
