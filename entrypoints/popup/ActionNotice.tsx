// A notice with the button that leads out of it.
import { Notice, type NoticeProps } from '../../components/Notice.tsx';

export type ActionNoticeProps = Pick<NoticeProps, 'tone'> & {
  words: string;
  button: string;
  onClick: () => void;
};

export function ActionNotice({ words, button, onClick, ...look }: ActionNoticeProps) {
  return (
    <Notice {...look}>
      <p>{words}</p>
      <button class="button" data-main type="button" onClick={onClick}>
        {button}
      </button>
    </Notice>
  );
}
