// The signs that stand beside words; never alone, so they are hidden from screen readers. Their shapes are in Icon.css.

export type IconName = 'check' | 'warning' | 'info' | 'refresh' | 'options' | 'down' | 'lock';

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path class={`icon-${name}`} />
    </svg>
  );
}
