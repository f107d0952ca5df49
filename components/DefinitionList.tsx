// Names and values, one below the other.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';

/** Without a `value` VirusTotal has not shown it, which is said; `whoMay`: to whom it shows it, or how to learn it. */
export type Definition = { name: string; value: ComponentChildren; whoMay?: ComponentChildren };

export function DefinitionList({ facts }: { facts: readonly Definition[] }) {
  return (
    <dl class="definition-list">
      {facts.map((fact) => (
        <DefinitionRow key={fact.name} {...fact} />
      ))}
    </dl>
  );
}

function DefinitionRow({ name, value, whoMay }: Definition) {
  const id = useId();
  return (
    <div class="item-fact">
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
