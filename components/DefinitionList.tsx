// A list of names and values.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';

/** Without a `value` VirusTotal does not show it, and the list says so; `hint`: who can see it, or how to load it. */
export type Definition = { name: string; value: ComponentChildren; hint?: ComponentChildren };

export function DefinitionList({ definitions }: { definitions: readonly Definition[] }) {
  return (
    <dl class="definition-list">
      {definitions.map((definition) => (
        <DefinitionRow key={definition.name} {...definition} />
      ))}
    </dl>
  );
}

function DefinitionRow({ name, value, hint }: Definition) {
  const id = useId();
  return (
    <div class="definition">
      <dt id={id}>{name}</dt>
      <dd aria-labelledby={id}>
        {value ?? (
          <>
            <span class="quiet">{i18n.t('dashboard.not_shown')}</span>
            {hint !== undefined && <small>{hint}</small>}
          </>
        )}
      </dd>
    </div>
  );
}
