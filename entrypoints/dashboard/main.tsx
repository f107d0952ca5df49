// The dashboard: follows the stored state and renders it.
import '../../assets/theme.css';
import '../../assets/page.css';
import '../../components/components.css';
import '../../components/DataTable.css';
import '../../components/DefinitionList.css';
import '../../components/UnlockForm.css';
import './dashboard.css';
import './lists/list.css';
import { render } from 'preact';
import { createStateStore } from '../../core/store/state-store.ts';
import { Dashboard } from './Dashboard.tsx';

const root = document.querySelector('#dashboard');
if (root) render(<Dashboard store={createStateStore()} />, root);
