// The options page: follows the stored state and renders it.
import '../../assets/theme.css';
import '../../assets/page.css';
import '../../components/components.css';
import '../../components/UnlockForm.css';
import './options.css';
import { render } from 'preact';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from './Options.tsx';

const root = document.querySelector('main');
if (root) render(<Options store={createStateStore()} />, root);
