// The body of the panel: the panel content's columns, or why there is none.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { ItemList } from '../../components/ItemList.tsx';
import { Notice } from '../../components/Notice.tsx';
import { QuotaGroups } from '../../components/QuotaGroups.tsx';
import type {
  HeadlineView,
  PanelBlock,
  PanelContent,
  PanelColumn,
  PanelProblem,
} from '../../core/views/panel-content.ts';

export type PanelBodyProps = { content: PanelContent; onMore: (event: Event) => void };

export const PanelBody = ({ content: { columns }, onMore }: PanelBodyProps) => (
  <div class="panel-columns">
    {columns.map(({ title, meta, blocks }: PanelColumn) => (
      <div class="panel-column" key={title}>
        <Head as="h3" title={title} aside={meta} />
        <div class="panel-scroll" tabIndex={0} role="group" aria-label={title}>
          {blocks.map((block) => (
            <PanelPart {...block} onMore={onMore} />
          ))}
        </div>
      </div>
    ))}
  </div>
);

type HeadProps = { as: 'h3' | 'h4'; title: string; aside: string | undefined };

const Head = ({ as: Heading, title, aside }: HeadProps) => (
  <div class="section-head">
    <Heading>{title}</Heading>
    <span class="section-meta">{aside}</span>
  </div>
);

function PanelPart({
  title,
  meta,
  headline,
  entries,
  quotas,
  hidden,
  personal,
  offer,
  onMore,
}: PanelBlock & { onMore: (event: Event) => void }) {
  return (
    <div class="panel-block">
      {title && <Head as="h4" title={title} aside={meta} />}
      {headline && <Headline {...headline} />}
      {entries && <ItemList view={entries} />}
      {quotas && <QuotaGroups view={quotas} heading="h4" />}
      <Quiet>{hidden}</Quiet>
      <Quiet>{personal ?? offer?.text}</Quiet>
      {offer && (
        <button type="button" class="button" onClick={keepingFocus('.panel-scroll', onMore)}>
          {offer.button}
        </button>
      )}
    </div>
  );
}

/** What can be run now. */
const Headline = ({ text, tone, detail }: HeadlineView) => (
  <div class="panel-headline" data-tone={tone}>
    <strong>{text}</strong>
    {detail && <p class="panel-note">{detail}</p>}
  </div>
);

/** The button disappears when the answer arrives, so the focus moves to what contains it. */
const keepingFocus =
  (around: string, act: (event: Event) => void) =>
  (event: Event): void => {
    if (event.currentTarget instanceof Element)
      event.currentTarget.closest<HTMLElement>(around)?.focus({ preventScroll: true });
    act(event);
  };

const Quiet = ({ children }: { children: ComponentChildren }) =>
  children ? <p class="panel-note">{children}</p> : null;

/** Shown without content: the problem and its remedy, or that the first lookup is running. Screen readers announce it. */
export function Empty({
  problem,
  onAct,
}: {
  problem: PanelProblem | undefined;
  onAct: (event: Event) => void;
}) {
  return (
    <div class="panel-empty" role="status">
      {problem ? (
        <Notice tone={problem.tone} quiet>
          <p>{problem.text}</p>
          {problem.button && (
            <button type="button" class="button" onClick={keepingFocus('.panel-body', onAct)}>
              {problem.button}
            </button>
          )}
        </Notice>
      ) : (
        i18n.t('panel.loading')
      )}
    </div>
  );
}
