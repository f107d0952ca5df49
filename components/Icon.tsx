// Icons. They always accompany text, so they are hidden from screen readers. Icon.css has their shapes.

export type IconName = 'check' | 'warning' | 'info' | 'refresh' | 'options' | 'down' | 'lock';

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path class={`icon-${name}`} />
    </svg>
  );
}
