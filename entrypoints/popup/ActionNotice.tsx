// A notice with a button.
import { Notice, type NoticeProps } from '../../components/Notice.tsx';

export type ActionNoticeProps = Pick<NoticeProps, 'tone'> & {
  message: string;
  button: string;
  onClick: () => void;
};

export function ActionNotice({ message, button, onClick, ...look }: ActionNoticeProps) {
  return (
    <Notice {...look}>
      <p>{message}</p>
      <button class="button" data-main type="button" onClick={onClick}>
        {button}
      </button>
    </Notice>
  );
}
