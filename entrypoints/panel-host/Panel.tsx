// The panel on a page of a user or group: a sheet made by the background, drawn. Its height does not depend on what it
// shows: it must not move the page when the figures arrive.
import { i18n } from '#i18n';
import { Chip } from '../../components/Chip.tsx';
import { Icon, type IconName } from '../../components/Icon.tsx';
import type { PanelContent, PanelProblem } from '../../core/views/panel-content.ts';
import { IsolatedText } from '../../components/IsolatedText.tsx';
import { PanelBody, Empty } from './PanelBody.tsx';
import { PanelFooter } from './PanelFooter.tsx';

/** `sheet` stays while it is asked for again, and when that fails; `copied`: what came of copying it, for a moment. */
export type PanelState = {
  sheet?: PanelContent | undefined;
  trouble?: PanelProblem | undefined;
  isBusy: boolean;
  folded: boolean;
  copied?: boolean | undefined;
};

export type PanelProps = PanelState & {
  id: string;
  onRefresh: () => void;
  onMore: () => void;
  onAct: () => void;
  onFold: () => void;
  onCopy: (text: string) => void;
};

export function Panel(props: PanelProps) {
  const { id, sheet, trouble, isBusy, folded, copied, onRefresh, onMore, onAct, onFold, onCopy } = props;
  return (
    <section class="panel" aria-label={i18n.t('panel.label', [id])} aria-busy={isBusy}>
      <header class="panel-head">
        <h2 class="panel-name" title={id}>
          <bdi>{sheet?.id ?? id}</bdi>
        </h2>
        <Brief sheet={sheet} />
        <Tool icon="refresh" words="panel.refresh" aria-busy={isBusy} onClick={onRefresh} />
        <Tool
          icon="down"
          words={folded ? 'panel.unfold' : 'panel.fold'}
          aria-expanded={!folded}
          onClick={onFold}
        />
      </header>
      {!folded && (
        <>
          <div class="panel-body" tabIndex={-1}>
            {sheet ? (
              <>
                <div class="panel-brief">
                  <Brief sheet={sheet} />
                </div>
                <PanelBody sheet={sheet} onMore={onMore} />
              </>
            ) : (
              <Empty trouble={trouble} onAct={onAct} />
            )}
          </div>
          <PanelFooter sheet={sheet} copied={copied} onCopy={onCopy} />
        </>
      )}
    </section>
  );
}

/** The short facts, and through whose eyes they are seen: in the head, or where that is too narrow at the top of the body. */
const Brief = ({ sheet }: { sheet: PanelState['sheet'] | undefined }) => (
  <>
    <span class="panel-facts">
      {sheet?.chips.map((chip) => (
        <Chip {...chip}>{chip.text}</Chip>
      ))}
    </span>
    <span class="panel-seer">{sheet && <IsolatedText phrase={sheet.viewer} />}</span>
  </>
);

type ToolProps = {
  icon: IconName;
  words: 'panel.refresh' | 'panel.fold' | 'panel.unfold';
  onClick: () => void;
  'aria-busy'?: boolean;
  'aria-expanded'?: boolean;
};

/** A button without words to look at. */
const Tool = ({ icon, words, ...rest }: ToolProps) => (
  <button type="button" class="button" title={i18n.t(words)} {...rest}>
    <Icon name={icon} />
    <span class="panel-hidden">{i18n.t(words)}</span>
  </button>
);
