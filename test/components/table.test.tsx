// @vitest-environment happy-dom
// Ten thousand rows, of which those in view are drawn: what scrolling does to the elements, the focus and their order.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DataTable } from '../../components/DataTable.tsx';
import { act, fireEvent, render, within } from '../testing-library.ts';

type Row = { name: string };

const rows = Array.from({ length: 10_000 }, (_, index): Row => ({ name: `name ${index}` }));
const columns = [
  { title: 'Name', value: ({ name }: Row) => name, cell: ({ name }: Row) => <a href="#">{name}</a> },
];

const table = () =>
  render(
    <DataTable label="People" columns={columns} rows={rows} sort={{ descending: false }} onSort={() => {}} />,
  ).container;

const body = (root: HTMLElement) => within(root).getAllByRole('rowgroup')[1] as HTMLElement;
const drawn = (root: HTMLElement) => [...body(root).querySelectorAll<HTMLElement>('[role=row]')];
const visibleIndexes = (root: HTMLElement) =>
  drawn(root).map((row) => Number(row.getAttribute('aria-rowindex')) - 2);

function scrollTo(root: HTMLElement, row: number): void {
  const scroller = within(root).getByRole('group', { name: 'People' });
  scroller.scrollTop = row * 40;
  fireEvent.scroll(scroller);
}

beforeEach(() => {
  // happy-dom computes no layout; without a height no row would be visible.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
});

describe('a table of 10,000 rows', () => {
  it('the table renders only visible rows, each with its index', () => {
    const root = table();
    expect(within(root).getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
    expect(drawn(root).length).toBeLessThan(15);
    scrollTo(root, 5000);
    expect(visibleIndexes(root)).toContain(5004);
    expect(drawn(root).map(({ textContent }) => textContent)).toEqual(
      visibleIndexes(root).map((index) => `name ${index}`),
    );
    expect(body(root).style.paddingTop).toBe(`${(visibleIndexes(root)[0] ?? 0) * 40}px`);
  });

  it('the table keeps the elements of rows that stay visible', () => {
    const root = table();
    scrollTo(root, 100);
    const before = drawn(root);
    const fourth = before[4];
    const index = visibleIndexes(root)[4];
    scrollTo(root, 102);
    expect(drawn(root)[visibleIndexes(root).indexOf(index ?? -1)]).toBe(fourth);
  });

  it('the table reuses elements in order after a jump', () => {
    const root = table();
    scrollTo(root, 100);
    const before = drawn(root);
    scrollTo(root, 7000);
    expect(drawn(root)).toEqual(before);
    expect(visibleIndexes(root)).toEqual(visibleIndexes(root).toSorted((a, b) => a - b));
  });

  it.each([
    ['above', 7000, 0],
    ['below', 0, -1],
  ])('the table keeps the row that has the focus, %s the visible rows', (_, to, end) => {
    const root = table();
    scrollTo(root, 3000);
    const row = drawn(root)[5];
    const index = visibleIndexes(root)[5];
    const link = within(row as HTMLElement).getByRole('link');
    void act(() => {
      link.focus();
    });
    scrollTo(root, to);
    expect(document.activeElement).toBe(link);
    expect(drawn(root).at(end)).toBe(row);
    expect(visibleIndexes(root).at(end)).toBe(index);
    expect(link.textContent).toBe(`name ${index}`);
    expect(row?.style.position).toBe('absolute');
    void act(() => {
      link.blur();
    });
    scrollTo(root, to + 1);
    expect(visibleIndexes(root)).not.toContain(index);
  });
});
