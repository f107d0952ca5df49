// The signs that stand beside words; never alone, so they are hidden from screen readers.

const paths = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4.5 4.5l7 7m0-7l-7 7',
  warning: 'M8 2.5L14.5 13.5h-13zM8 6.5v3.2m0 1.7v.1',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.3v3.7M8 5v.1',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M12.2 1.2v3h-3',
  gear: 'M2 4.5h5m4 0h3M2 11.5h3m4 0h5M9 2.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM7 9.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  down: 'M4.5 6.5L8 10l3.5-3.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
