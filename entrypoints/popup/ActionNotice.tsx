// A notice with the button that leads out of it.
import { Notice, type NoticeProps } from '../../components/Notice.tsx';

export type AskProps = Pick<NoticeProps, 'tone'> & { words: string; button: string; onClick: () => void };

export function ActionNotice({ words, button, onClick, ...look }: AskProps) {
  return (
    <Notice {...look}>
      <p>{words}</p>
      <button class="button" data-main type="button" onClick={onClick}>
        {button}
      </button>
    </Notice>
  );
}
