// The signs that stand beside words; never alone, so they are hidden from screen readers.

const paths = {
  check: 'M3 8.5L6.5 12 13 5',
  warning: 'M8 2l6.5 11.5h-13zM8 6.5V10m0 1.5v.1',
  info: 'M8 2a6 6 0 1 0 .1 0M8 7.5V11m0-6v.1',
  refresh: 'M13.5 8A5.5 5.5 0 1 1 12 4.2M12.5 1v3.5H9',
  options: 'M2 4.5h12m-12 7h12M5.5 2.5v4m5 3v4',
  down: 'M4.5 6.5L8 10l3.5-3.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
