// @vitest-environment happy-dom
// What a meter says and draws for every kind of figures.
import { describe, expect, it } from 'vitest';
import { Meter } from '../../components/Meter.tsx';
import type { Quota, QuotaFigures } from '../../core/virustotal/resources/quotas.ts';
import { quotaStatus } from '../../core/domain/quota.ts';
import { meterView } from '../../core/presentation/quota-view.ts';
import { one, render } from './render.ts';

const now = Date.UTC(2026, 10, 21, 16, 56);
const day = 'api_requests_daily';
const month = 'intelligence_searches_monthly';
const quota = (allowed: number, used: number): Quota => ({ allowed, used });

async function meterOf(figures: QuotaFigures, readAt = now): Promise<HTMLElement> {
  const view = meterView(quotaStatus(figures, readAt, now), now, 'own');
  return one(await render(<Meter {...view} />), '[role=meter]');
}

const said = (meter: HTMLElement) => meter.getAttribute('aria-valuetext');
const shares = (meter: HTMLElement) => {
  const { style } = one(meter, '.meter-bar');
  return ['--own-share', '--pool-share'].map((name) => style.getPropertyValue(name));
};

describe('a meter', () => {
  it('is named after its quota and gives its value and range', async () => {
    const meter = await meterOf({ name: day, user: quota(500, 12) });
    expect(meter.getAttribute('aria-label')).toBe('API requests today');
    expect(meter.getAttribute('aria-valuenow')).toBe('12');
    expect(meter.getAttribute('aria-valuemin')).toBe('0');
    expect(meter.getAttribute('aria-valuemax')).toBe('500');
    expect(said(meter)).toBe('12 of 500 used; 488 left · 3% by the reset; resets in 7h 4m.');
  });

  it('says when an own cap runs out, with a sign beside it', async () => {
    const meter = await meterOf({ name: day, user: quota(1000, 920), group: quota(30_000, 9000) });
    expect(meter.textContent).toContain('your cap');
    expect(meter.textContent).toMatch(/80 left · 30% group · runs out \d/u);
    expect(meter.dataset['tone']).toBe('warning');
    expect(meter.querySelector('.icon-warning')).not.toBeNull();
    expect(shares(meter)).toEqual(['92%', '0%']);
  });

  it('draws own use and the pool on the scale of the pool', async () => {
    const meter = await meterOf({ name: month, user: quota(0, 200), group: quota(5000, 1250) });
    expect(said(meter)).toContain('1,250 of 5,000 used by the group; 4% you · 25% group');
    expect(shares(meter)).toEqual(['4%', '25%']);
  });

  it('names a sentinel as no personal cap', async () => {
    const meter = await meterOf({ name: day, user: quota(1_000_000_000, 3), group: quota(30_000, 14_112) });
    expect(meter.textContent).toContain('no personal cap');
    expect(meter.textContent).toContain('<1% you · 47% group');
    expect(shares(meter)[0]).toBe('1%');
  });

  it('draws no bar where nothing is capped', async () => {
    const meter = await meterOf({
      name: day,
      user: quota(1_000_000_000, 912),
      group: quota(1_000_000_000, 5000),
    });
    expect(meter.querySelector('.meter-bar')).toBeNull();
    expect(said(meter)).toBe(
      '912 used; no personal cap; pool without cap · group used 5,000; resets in 7h 4m.',
    );
    expect(meter.dataset['tone']).toBe('ok');
  });

  it('raises no alarm over use without a personal allowance', async () => {
    const meter = await meterOf({ name: 'intelligence_downloads_monthly', user: quota(0, 5) });
    expect(meter.textContent).toContain('5 used');
    expect(meter.textContent).toContain('no personal allowance');
    expect(meter.dataset['tone']).toBe('ok');
    expect(meter.querySelector('.meter-bar')).toBeNull();
  });

  it('says by how much an allowance is exceeded and keeps its value in range', async () => {
    const meter = await meterOf({
      name: 'intelligence_hunting_rules',
      user: quota(0, 3),
      group: quota(25, 241),
    });
    expect(said(meter)).toBe('241 of 25 used by the group; over the allowance by 216 · 12% you; no reset.');
    expect(meter.getAttribute('aria-valuenow')).toBe('25');
    expect(meter.dataset['tone']).toBe('critical');
  });

  it('says of an own cap that is used up, or not used yet, what the group has used', async () => {
    const group = quota(20_000, 20_000);
    const over = await meterOf({ name: day, user: quota(500, 501), group });
    expect(said(over)).toContain('501 of 500 used; your cap; over the allowance by 1 · 100% group;');
    const unused = await meterOf({ name: day, user: quota(500, 0), group: quota(20_000, 5000) });
    expect(said(unused)).toContain('0 of 500 used; your cap; 500 left · 25% group · 0% by the reset;');
  });

  it('says once what a group has used of a pool without a cap', async () => {
    const meter = await meterOf({ name: day, group: quota(1_000_000_000, 11_203) });
    expect(said(meter)).toBe('11,203 used; pool without cap; resets in 7h 4m.');
  });

  it('says that a quota is used up', async () => {
    expect((await meterOf({ name: day, user: quota(500, 500) })).textContent).toContain('used up');
  });

  it('admits what it does not know', async () => {
    const meter = await meterOf({ name: 'gti_credits' });
    expect(meter.textContent).toContain('not known');
    expect(said(meter)).toBe('not known; no reset.');
  });

  it('shows no figures of a window that has ended', async () => {
    const meter = await meterOf({ name: day, user: quota(500, 499) }, now - 24 * 3600_000);
    expect(meter.textContent).toContain('– / 500');
    expect(said(meter)).toBe('reset since; not read yet; resets in 7h 4m.');
    expect(meter.dataset['tone']).toBe('ok');
    expect(shares(meter)).toEqual(['0%', '0%']);
  });
});
