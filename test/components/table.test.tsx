// @vitest-environment happy-dom
// Ten thousand rows, of which those in view are drawn: what scrolling does to the elements, the focus and their order.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DataTable } from '../../components/DataTable.tsx';
import { act, fireEvent, render, within } from '../testing-library.ts';

type Row = { name: string };

const rows = Array.from({ length: 10_000 }, (_, place): Row => ({ name: `name ${place}` }));
const columns = [
  { title: 'Name', value: ({ name }: Row) => name, cell: ({ name }: Row) => <a href="#">{name}</a> },
];

const table = () =>
  render(
    <DataTable label="People" columns={columns} rows={rows} sort={{ descending: false }} onSort={() => {}} />,
  ).container;

const body = (root: HTMLElement) => within(root).getAllByRole('rowgroup')[1] as HTMLElement;
const drawn = (root: HTMLElement) => [...body(root).querySelectorAll<HTMLElement>('[role=row]')];
const places = (root: HTMLElement) => drawn(root).map((row) => Number(row.getAttribute('aria-rowindex')) - 2);

function scrollTo(root: HTMLElement, row: number): void {
  const scroller = within(root).getByRole('group', { name: 'People' });
  scroller.scrollTop = row * 40;
  fireEvent.scroll(scroller);
}

beforeEach(() => {
  // happy-dom lays nothing out; without a height nothing would be in view.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
});

describe('a table of 10,000 rows', () => {
  it('draws those in view, each saying which it is', () => {
    const root = table();
    expect(within(root).getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
    expect(drawn(root).length).toBeLessThan(15);
    scrollTo(root, 5000);
    expect(places(root)).toContain(5004);
    expect(drawn(root).map(({ textContent }) => textContent)).toEqual(
      places(root).map((place) => `name ${place}`),
    );
    expect(body(root).style.paddingTop).toBe(`${(places(root)[0] ?? 0) * 40}px`);
  });

  it('keeps the elements of rows that stay in view', () => {
    const root = table();
    scrollTo(root, 100);
    const before = drawn(root);
    const fourth = before[4];
    const place = places(root)[4];
    scrollTo(root, 102);
    expect(drawn(root)[places(root).indexOf(place ?? -1)]).toBe(fourth);
  });

  it('takes the elements restartPending after a jump, in their order', () => {
    const root = table();
    scrollTo(root, 100);
    const before = drawn(root);
    scrollTo(root, 7000);
    expect(drawn(root)).toEqual(before);
    expect(places(root)).toEqual(places(root).toSorted((a, b) => a - b));
  });

  it.each([
    ['above', 7000, 0],
    ['below', 0, -1],
  ])('keeps the row that has the focus, %s what is in view', (_, to, end) => {
    const root = table();
    scrollTo(root, 3000);
    const row = drawn(root)[5];
    const place = places(root)[5];
    const link = within(row as HTMLElement).getByRole('link');
    void act(() => {
      link.focus();
    });
    scrollTo(root, to);
    expect(document.activeElement).toBe(link);
    expect(drawn(root).at(end)).toBe(row);
    expect(places(root).at(end)).toBe(place);
    expect(link.textContent).toBe(`name ${place}`);
    expect(row?.style.position).toBe('absolute');
    void act(() => {
      link.blur();
    });
    scrollTo(root, to + 1);
    expect(places(root)).not.toContain(place);
  });
});
