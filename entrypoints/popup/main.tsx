// The toolbar popup: follows the stored state and renders it.
import { render } from 'preact';
import { createStateStore } from '../../core/store/state-store.ts';
import { Popup } from './Popup.tsx';

const root = document.querySelector('main');
if (root) render(<Popup store={createStateStore()} />, root);
