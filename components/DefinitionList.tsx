// Names and values, one below the other.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';

/** Without a `value` VirusTotal has not shown it, which is said; `whoMay`: to whom it shows it, or how to learn it. */
export type Fact = { name: string; value: ComponentChildren; whoMay?: ComponentChildren };

export function DefinitionList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <FactRow key={fact.name} {...fact} />
      ))}
    </dl>
  );
}

function FactRow({ name, value, whoMay }: Fact) {
  const id = useId();
  return (
    <div class="fact">
      <dt id={id}>{name}</dt>
      <dd aria-labelledby={id}>
        {value ?? (
          <>
            <span class="quiet">{i18n.t('dashboard.not_shown')}</span>
            {whoMay !== undefined && <small>{whoMay}</small>}
          </>
        )}
      </dd>
    </div>
  );
}
