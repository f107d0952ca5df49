// Caps and allowances in exports: "no cap" in words, and VirusTotal's own number beside it.
import type { Member } from '../virustotal/resources/member.ts';
import { capOf } from './people.ts';
import type { QuotaStatus } from './quota.ts';

/** What exports say where VirusTotal has a number for "no cap". Files are read by programs, so it is not translated. */
export const noCap = 'no cap';

export type ExportedCap = number | typeof noCap | undefined;

/** A quota's personal cap; undefined where there is an allowance of 0, which is no cap. */
export const ownCap = ({ own }: QuotaStatus): ExportedCap => (own.uncapped ? noCap : own.cap);

export const poolCap = ({ pool }: QuotaStatus): ExportedCap => (pool?.uncapped ? noCap : pool?.allowed);

/** A member's cap of API requests a day. */
export function memberCap(member: Member): ExportedCap {
  const cap = capOf(member);
  return cap === 'none' ? noCap : cap;
}

/** A quota for JSON: `cap` in words where there is none, `allowed` as VirusTotal has it. */
export const quotaWithCaps = (quota: QuotaStatus): object => ({
  ...quota,
  own: { ...quota.own, cap: ownCap(quota) },
  ...(quota.pool && { pool: { ...quota.pool, cap: poolCap(quota) } }),
});

/** A member for JSON: `dailyCap` in words where there is none, `dailyLimit` as VirusTotal has it. */
export const memberWithCap = (member: Member): object => ({ ...member, dailyCap: memberCap(member) });
