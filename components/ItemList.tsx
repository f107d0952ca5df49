// A named list of items. Entries of less interest are collapsed.
import type { ChipView, EntriesView } from '../core/views/view-models.ts';
import { Chip } from './Chip.tsx';
import { Item } from './Item.tsx';
import { Disclosure } from './Disclosure.tsx';
import { IsolatedText } from './IsolatedText.tsx';

export function ItemList({ view: { label, entries, disclosure } }: { view: EntriesView }) {
  return (
    <>
      <ul class="item-list" role="list" aria-label={label}>
        {entries.map(({ title, href, meta, detail }) => (
          <Item key={title} title={title} href={href} meta={meta && <EntryMeta {...meta} />}>
            {detail && <IsolatedText text={detail} />}
          </Item>
        ))}
      </ul>
      {disclosure && (
        <Disclosure title={disclosure.title}>
          <p>
            <bdi>{disclosure.text}</bdi>
          </p>
        </Disclosure>
      )}
    </>
  );
}

/** A chip where it has a tone, else plain text. */
export function EntryMeta(view: ChipView) {
  const { text, tone, title } = view;
  return tone ? <Chip {...view}>{text}</Chip> : <span title={title}>{text}</span>;
}
