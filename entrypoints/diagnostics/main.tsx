// The diagnostics page. It queries the browser and storage directly, so that it also works when the background fails.
import '../../assets/theme.css';
import '../../assets/page.css';
import '../../components/components.css';
import './diagnostics.css';
import { render } from 'preact';
import { Diagnostics } from './Diagnostics.tsx';

const root = document.querySelector('main');
if (root) render(<Diagnostics />, root);
