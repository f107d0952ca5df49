// @vitest-environment happy-dom
// What a meter says and draws for every kind of figures.
import { describe, expect, it } from 'vitest';
import { Meter } from '../../components/Meter.tsx';
import type { Quota, QuotaFigures } from '../../core/virustotal/resources/quotas.ts';
import { quotaStatus } from '../../core/domain/quota.ts';
import { meterView } from '../../core/presentation/quota-view.ts';
import { message, messagePattern } from '../message.ts';
import { render } from '../testing-library.ts';

const now = Date.UTC(2026, 10, 21, 16, 56);
const day = 'api_requests_daily';
const month = 'intelligence_searches_monthly';
const quota = (allowed: number, used: number): Quota => ({ allowed, used });
const resets = message('meter.resets', '7 h 4 min');

function meterOf(figures: QuotaFigures, readAt = now): HTMLElement {
  const view = meterView(quotaStatus(figures, readAt, now), now, 'own');
  return render(<Meter {...view} />).getByRole('meter');
}

const sentence = (meter: HTMLElement) => meter.getAttribute('aria-valuetext');
const joined = (...parts: string[]) => parts.join(' · ');
const bar = (meter: HTMLElement) => meter.querySelector<HTMLElement>('.meter-bar');
const shares = (meter: HTMLElement) =>
  ['--own-share', '--pool-share'].map((name) => bar(meter)?.style.getPropertyValue(name));

describe('a quota meter', () => {
  it('the quota meter is named after its quota and has its value and range', () => {
    const meter = meterOf({ name: day, user: quota(500, 12) });
    expect(meter.getAttribute('aria-label')).toBe('API requests today');
    expect(meter.getAttribute('aria-valuenow')).toBe('12');
    expect(meter.getAttribute('aria-valuemin')).toBe('0');
    expect(meter.getAttribute('aria-valuemax')).toBe('500');
    const used = message('meter.amount_own', '12', '500');
    const notes = joined(message('meter.left', '488'), message('meter.by_reset', '3%'));
    expect(sentence(meter)).toBe(`${used}; ${notes}; ${resets}.`);
  });

  it('the quota meter shows when a personal cap is forecast to run out, with an icon', () => {
    const meter = meterOf({ name: day, user: quota(1000, 920), group: quota(30_000, 9000) });
    expect(meter.textContent).toContain(message('meter.cap_counts_own'));
    const notes = joined(message('meter.left', '80'), message('meter.group', '9,000', '30%'));
    expect(meter.textContent).toContain(`${notes} · `);
    expect(meter.textContent.slice(meter.textContent.indexOf(notes) + notes.length)).toMatch(
      messagePattern('meter.runs_out', /\d/u),
    );
    expect(meter.dataset['tone']).toBe('warning');
    expect(meter.querySelector('.icon-warning')).not.toBeNull();
    expect(shares(meter)).toEqual(['92%', '0%']);
  });

  it('the quota meter draws personal use and the group quota on the scale of the group', () => {
    const meter = meterOf({ name: month, user: quota(0, 200), group: quota(5000, 1250) });
    const used = message('meter.amount_pool', '1,250', '5,000');
    const notes = joined(message('meter.you_own', '200'), message('meter.group', '1,250', '25%'));
    expect(sentence(meter)).toContain(`${used}; ${notes}`);
    expect(shares(meter)).toEqual(['4%', '25%']);
  });

  it('the quota meter shows a sentinel as no personal cap', () => {
    const meter = meterOf({ name: day, user: quota(1_000_000_000, 3), group: quota(30_000, 14_112) });
    expect(meter.textContent).toContain(message('meter.no_cap'));
    expect(meter.textContent).toContain(
      joined(message('meter.you_own', '3'), message('meter.group', '14,112', '47%')),
    );
    expect(shares(meter)[0]).toBe('1%');
  });

  it('the quota meter draws no bar if nothing is capped', () => {
    const meter = meterOf({
      name: day,
      user: quota(1_000_000_000, 912),
      group: quota(1_000_000_000, 5000),
    });
    expect(bar(meter)).toBeNull();
    const pool = joined(message('meter.pool_no_cap'), message('meter.group_used', '5,000'));
    expect(sentence(meter)).toBe(
      `${message('meter.used', '912')}; ${message('meter.no_cap')}; ${pool}; ${resets}.`,
    );
    expect(meter.dataset['tone']).toBe('ok');
  });

  it('the quota meter raises no alarm for use without a personal allowance', () => {
    const meter = meterOf({ name: 'intelligence_downloads_monthly', user: quota(0, 5) });
    expect(meter.textContent).toContain(message('meter.used', '5'));
    expect(meter.textContent).toContain(message('meter.no_allowance'));
    expect(meter.dataset['tone']).toBe('ok');
    expect(bar(meter)).toBeNull();
  });

  it('the quota meter says by how much an allowance is exceeded and keeps its value in range', () => {
    const meter = meterOf({
      name: 'intelligence_hunting_rules',
      user: quota(0, 3),
      group: quota(25, 241),
    });
    const used = message('meter.amount_pool', '241', '25');
    const notes = joined(message('meter.rules_over_pool', '216', '25'), message('meter.you_own', '3'));
    expect(sentence(meter)).toBe(`${used}; ${notes}; ${message('meter.no_reset')}.`);
    expect(meter.getAttribute('aria-valuenow')).toBe('25');
    expect(meter.dataset['tone']).toBe('critical');
  });

  it('the quota meter of a used-up or unused personal cap says what the group has used', () => {
    const cap = message('meter.cap_counts_own');
    const over = meterOf({ name: day, user: quota(500, 501), group: quota(20_000, 20_000) });
    const overNotes = joined(message('meter.over_own', '1', '500'), message('meter.group', '20,000', '100%'));
    expect(sentence(over)).toContain(`${message('meter.amount_own', '501', '500')}; ${cap}; ${overNotes};`);
    const unused = meterOf({ name: day, user: quota(500, 0), group: quota(20_000, 5000) });
    const unusedNotes = joined(
      message('meter.left', '500'),
      message('meter.group', '5,000', '25%'),
      message('meter.by_reset', '0%'),
    );
    expect(sentence(unused)).toContain(`${message('meter.amount_own', '0', '500')}; ${cap}; ${unusedNotes};`);
  });

  it('the quota meter says once what a group has used without a cap', () => {
    const meter = meterOf({ name: day, group: quota(1_000_000_000, 11_203) });
    expect(sentence(meter)).toBe(
      `${message('meter.used', '11,203')}; ${message('meter.pool_no_cap')}; ${resets}.`,
    );
  });

  it('the quota meter says that a quota is used up', () => {
    const meter = meterOf({ name: day, user: quota(500, 500) });
    expect(meter.textContent).toContain(message('meter.used_up'));
  });

  it('the quota meter shows missing figures as unknown', () => {
    const meter = meterOf({ name: 'gti_credits' });
    expect(meter.textContent).toContain(message('meter.unknown'));
    expect(sentence(meter)).toBe(`${message('meter.unknown')}; ${message('meter.reset_unknown')}.`);
  });

  it('the quota meter shows no figures of a window that has ended', () => {
    const meter = meterOf({ name: day, user: quota(500, 499) }, now - 24 * 3600_000);
    expect(meter.textContent).toContain('– / 500');
    expect(sentence(meter)).toBe(`${message('meter.window_ended')}; ${resets}.`);
    expect(meter.dataset['tone']).toBe('ok');
    expect(shares(meter)).toEqual(['0%', '0%']);
  });

  it('the quota meter shows the age of figures whose newest could not be read, and warns', () => {
    const figures = { name: day, user: quota(500, 12), at: now - 3_600_000 };
    const meter = meterOf({ ...figures, invalidFields: ['user.used'] });
    expect(sentence(meter)).toMatch(messagePattern('meter.last_good', /.+/u));
    expect(meter.dataset['tone']).toBe('warning');
    const never = meterOf({ name: day, invalidFields: ['entry'] });
    expect(sentence(never)).toContain(message('meter.unread'));
  });

  it.each(['scans_weekly', 'reports_yearly'])(
    'the quota meter of %s says that its reset is assumed',
    (name) => {
      expect(sentence(meterOf({ name, user: quota(500, 12) }))).toMatch(
        messagePattern('meter.resets_assumed', /.+/u),
      );
    },
  );

  it.each(['gti_credits', 'sandbox_runs_quarterly'])(
    'the quota meter of %s never says "no reset"',
    (name) => {
      expect(sentence(meterOf({ name, user: quota(500, 12) }))).toContain(message('meter.reset_unknown'));
    },
  );

  it('the quota meter tells what the terms of the free API name where no cap is told', () => {
    const status = quotaStatus({ name: 'api_requests_monthly', user: quota(1_000_000_000, 90) }, now, now);
    const view = meterView({ ...status, termsLimit: 15_500 }, now, 'own');
    expect(view.sentence).toContain(message('meter.no_cap_told'));
    expect(view.sentence).toContain(message('meter.free_terms', '15,500'));
    expect(view.tag).toBe(message('meter.no_cap_told'));
  });
});
