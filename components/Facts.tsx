// Names and values, one below the other.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';

/** Without a `value` VirusTotal has not shown it, which is said. */
export type Fact = { name: string; value: ComponentChildren };

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <FactRow key={fact.name} {...fact} />
      ))}
    </dl>
  );
}

function FactRow({ name, value }: Fact) {
  const id = useId();
  return (
    <div class="fact">
      <dt id={id}>{name}</dt>
      <dd aria-labelledby={id}>
        {value === undefined ? <span class="quiet">{i18n.t('dashboard.not_shown')}</span> : value}
      </dd>
    </div>
  );
}
