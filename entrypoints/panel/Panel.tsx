// The panel's frame: header, body and footer. Its height does not depend on its content: it must not move the page when the
// figures arrive.
import { i18n } from '#i18n';
import { Chip } from '../../components/Chip.tsx';
import { Icon, type IconName } from '../../components/Icon.tsx';
import type { PanelContent, PanelProblem } from '../../core/views/panel-content.ts';
import { IsolatedText } from '../../components/IsolatedText.tsx';
import { PanelBody, Empty } from './PanelBody.tsx';
import { PanelFooter } from './PanelFooter.tsx';
import { Name } from '../../components/Name.tsx';

/** `content` stays while a lookup runs, and when it fails; `copied`: whether copying has just worked. */
export type PanelProps = {
  id: string;
  content?: PanelContent | undefined;
  problem?: PanelProblem | undefined;
  isBusy: boolean;
  collapsed: boolean;
  copied?: boolean | undefined;
  onRefresh: (event: Event) => void;
  onMore: (event: Event) => void;
  onAct: (event: Event) => void;
  onCollapse: (event: Event) => void;
  onCopy: (text: string) => void;
};

export function Panel(props: PanelProps) {
  const { id, content, problem, isBusy, collapsed, copied, onRefresh, onMore, onAct, onCollapse, onCopy } =
    props;
  return (
    <section class="panel" aria-label={i18n.t('panel.label', [id])} aria-busy={isBusy}>
      <header class="panel-head">
        <h2 class="panel-name" title={id}>
          <Name text={content?.id ?? id} />
        </h2>
        <Brief content={content} line={collapsed ? (content?.publicOnly ?? problem?.text) : undefined} />
        <Tool
          icon="refresh"
          words="panel.refresh"
          hint={content?.refreshCost}
          aria-busy={isBusy}
          onClick={onRefresh}
        />
        <Tool
          icon="down"
          words={collapsed ? 'panel.expand' : 'panel.collapse'}
          aria-expanded={!collapsed}
          onClick={onCollapse}
        />
      </header>
      {!collapsed && (
        <>
          <div class="panel-body" tabIndex={-1}>
            {content ? (
              <>
                <div class="panel-brief">
                  <Brief content={content} />
                </div>
                <PanelBody content={content} onMore={onMore} />
              </>
            ) : (
              <Empty problem={problem} onAct={onAct} />
            )}
          </div>
          <PanelFooter content={content} copied={copied} onCopy={onCopy} />
        </>
      )}
    </section>
  );
}

/**
 * Chips and viewer: in the header, or at the top of the body where the header is too narrow. `line`: what the header says instead
 * of the chips, where that is all that there is to say.
 */
const Brief = ({ content, line }: { content: PanelContent | undefined; line?: string | undefined }) => (
  <>
    {line === undefined ? (
      <span class="panel-facts">
        {content?.chips.map((chip) => (
          <Chip {...chip}>{chip.text}</Chip>
        ))}
      </span>
    ) : (
      <span class="panel-line" title={line}>
        {line}
      </span>
    )}
    <span class="panel-viewer">{content && <IsolatedText text={content.viewer} />}</span>
  </>
);

type ToolProps = {
  icon: IconName;
  words: 'panel.refresh' | 'panel.collapse' | 'panel.expand';
  hint?: string | undefined;
  onClick: (event: Event) => void;
  'aria-busy'?: boolean;
  'aria-expanded'?: boolean;
};

/** A button with an icon and an invisible label. */
const Tool = ({ icon, words, hint = i18n.t(words), ...rest }: ToolProps) => (
  <button type="button" class="button" title={hint} {...rest}>
    <Icon name={icon} />
    <span class="panel-visually-hidden">{i18n.t(words)}</span>
  </button>
);
