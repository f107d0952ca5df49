// The toolbar popup: follows the stored state and renders it, beginning with what was shown last.
import { render } from 'preact';
import { readPopupRecord } from '../../core/store/popup-record.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import { Popup } from './Popup.tsx';

const root = document.querySelector('main');
if (root) render(<Popup store={createStateStore()} shownLast={readPopupRecord(location.search)} />, root);
