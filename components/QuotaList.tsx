// All quotas, by family; what has no allowance collapses into one line.
import type { QuotaStatus } from '../core/domain/quota.ts';
import { createQuotasView } from '../core/presentation/quotas.ts';
import { QuotaGroups } from './QuotaGroups.tsx';

/** `heading`: what a family's heading is, where the list stands below another one. */
export type QuotaListProps = { vitals: readonly QuotaStatus[]; now: number; heading?: 'h2' | 'h3' };

export const QuotaList = ({ vitals, now, heading = 'h2' }: QuotaListProps) => (
  <QuotaGroups view={createQuotasView(vitals, now)} heading={heading} />
);
