// @vitest-environment happy-dom
// Names with letters of several alphabets.
import { expect, it } from 'vitest';
import { Item } from '../../components/Item.tsx';
import { IsolatedName } from '../../components/IsolatedName.tsx';
import { Name } from '../../components/Name.tsx';
import { message } from '../message.ts';
import { render } from '../testing-library.ts';

const fake = 'spellm\u0430n';
const mark = { name: message('name.look_alikes') };

it('[S-server-look-alikes] a name with letters that look alike is marked wherever names are shown', () => {
  const { queryAllByRole } = render(
    <ul>
      <Name text={fake} />
      <Item title={fake} />
      <IsolatedName text={fake} sentence={(slot) => `Remove ${slot}?`} />
    </ul>,
  );
  expect(queryAllByRole('img', mark)).toHaveLength(3);
});

it('a usual name is not marked', () => {
  const { container, queryByRole } = render(<Name text="spellman" />);
  expect(queryByRole('img', mark)).toBeNull();
  expect(container.textContent).toBe('spellman');
});
