// The diagnostics page. It asks the browser and storage by itself, so that it also tells of a background that is ill.
import '../../assets/theme.css';
import '../../assets/page.css';
import '../../components/components.css';
import './diagnostics.css';
import { render } from 'preact';
import { Diagnostics } from './Diagnostics.tsx';

const root = document.querySelector('main');
if (root) render(<Diagnostics />, root);
