// @vitest-environment happy-dom
// Ten thousand rows, of which those in view are drawn: what scrolling does to the elements, the focus and their order.
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DataTable } from '../../components/DataTable.tsx';
import { one, render } from './render.ts';

type Row = { name: string };

const rows = Array.from({ length: 10_000 }, (_, place): Row => ({ name: `name ${place}` }));
const columns = [
  { title: 'Name', value: ({ name }: Row) => name, cell: ({ name }: Row) => <a href="#">{name}</a> },
];

const table = () =>
  render(
    <DataTable label="People" columns={columns} rows={rows} sort={{ descending: false }} onSort={() => {}} />,
  );
const drawn = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('.table-body [role=row]')];
const places = (root: HTMLElement) => drawn(root).map((row) => Number(row.getAttribute('aria-rowindex')) - 2);

async function scrollTo(root: HTMLElement, row: number): Promise<void> {
  const scroller = one(root, '.table-scroll');
  await act(() => {
    scroller.scrollTop = row * 40;
    scroller.dispatchEvent(new Event('scroll'));
  });
}

beforeEach(() => {
  // happy-dom lays nothing out; without a height nothing would be in view.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
});

describe('a table of 10,000 rows', () => {
  it('draws those in view, each saying which it is', async () => {
    const root = await table();
    expect(one(root, '[role=table]').getAttribute('aria-rowcount')).toBe('10001');
    expect(drawn(root).length).toBeLessThan(15);
    await scrollTo(root, 5000);
    expect(places(root)).toContain(5004);
    expect(drawn(root).map(({ textContent }) => textContent)).toEqual(
      places(root).map((place) => `name ${place}`),
    );
    expect(one(root, '.table-body').style.paddingTop).toBe(`${(places(root)[0] ?? 0) * 40}px`);
  });

  it('keeps the elements of rows that stay in view', async () => {
    const root = await table();
    await scrollTo(root, 100);
    const before = drawn(root);
    const fourth = before[4];
    const place = places(root)[4];
    await scrollTo(root, 102);
    expect(drawn(root)[places(root).indexOf(place ?? -1)]).toBe(fourth);
  });

  it('takes the elements anew after a jump, in their order', async () => {
    const root = await table();
    await scrollTo(root, 100);
    const before = drawn(root);
    await scrollTo(root, 7000);
    expect(drawn(root)).toEqual(before);
    expect(places(root)).toEqual(places(root).toSorted((a, b) => a - b));
  });

  it.each([
    ['above', 7000, 0],
    ['below', 0, -1],
  ])('keeps the row that has the focus, %s what is in view', async (_, to, end) => {
    const root = await table();
    await scrollTo(root, 3000);
    const row = drawn(root)[5];
    const place = places(root)[5];
    const link = one(row as HTMLElement, 'a');
    await act(() => link.focus());
    await scrollTo(root, to);
    expect(document.activeElement).toBe(link);
    expect(drawn(root).at(end)).toBe(row);
    expect(places(root).at(end)).toBe(place);
    expect(link.textContent).toBe(`name ${place}`);
    expect(row?.style.position).toBe('absolute');
    await act(() => link.blur());
    await scrollTo(root, to + 1);
    expect(places(root)).not.toContain(place);
  });
});
