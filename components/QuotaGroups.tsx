// Quotas by family, each with its pools.
import type { QuotasView } from '../core/views/view-models.ts';
import { Disclosure } from './Disclosure.tsx';
import { Meter } from './Meter.tsx';
import { IsolatedText } from './IsolatedText.tsx';

/** `heading`: the level of the family headings. */
export type QuotaGroupsProps = { view: QuotasView; heading: 'h2' | 'h3' | 'h4' };

export function QuotaGroups({ view: { families, disclosure }, heading: Heading }: QuotaGroupsProps) {
  return (
    <div class="quotas">
      {families.map(({ title, pools, pool, meters }) => (
        <section key={title} aria-label={title}>
          <div class="section-head">
            <Heading>{title}</Heading>
            <span class="section-meta" title={pools}>
              <IsolatedText text={pool} />
            </span>
          </div>
          {meters.map((meter) => (
            <Meter key={meter.name} {...meter} />
          ))}
        </section>
      ))}
      {disclosure && (
        <Disclosure title={disclosure.title}>
          <p>{disclosure.text}</p>
        </Disclosure>
      )}
    </div>
  );
}
