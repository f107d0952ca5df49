import { describe, expect, it } from 'vitest';
import { i18n } from '#i18n';
import { message, type MessageKey, messagePattern, textPattern } from './message.ts';

describe('message', () => {
  it('message() returns the text of a key', () => {
    expect(message('two_factor.on')).toBe('2FA on');
    expect(message('two_factor.on')).toBe(i18n.t('two_factor.on'));
  });

  it('message() inserts substitutions', () => {
    expect(message('tightest.count', 12, '1,000', 'x')).toBe(i18n.t('tightest.count', [12, '1,000', 'x']));
  });

  it.each([0, 1, 2, 21])('message() chooses the plural form for %d as the interface does', (count) => {
    expect(message('panel.cost', count)).toBe(i18n.t('panel.cost', count));
    expect(message('popup.groups', count)).toBe(i18n.t('popup.groups', count));
    expect(message('popup.groups', count, 'many')).toBe(i18n.t('popup.groups', count, ['many']));
  });

  it('message() throws for an unknown key', () => {
    expect(() => message('popup.missing' as MessageKey)).toThrow('popup.missing');
  });
});

describe('messagePattern', () => {
  it('messagePattern() matches the text and captures substitutions', () => {
    const pattern = messagePattern('dashboard.used_today', /([\d,]+)/u);
    expect(pattern.exec(message('dashboard.used_today', '1,234'))?.[1]).toBe('1,234');
  });

  it('messagePattern() matches punctuation and plain substitutions literally', () => {
    const pattern = messagePattern('options.removed', 'a.b');
    expect(pattern.test(message('options.removed', 'a.b'))).toBe(true);
    expect(pattern.test(message('options.removed', 'acb'))).toBe(false);
    expect(pattern.test(message('options.removed', 'a.b').replace(/\.$/u, '!'))).toBe(false);
  });
});

describe('textPattern', () => {
  it('textPattern escapes text and inserts patterns unchanged', () => {
    const pattern = textPattern`a.b\n${'(c)'} ${/\d+/u}`;
    expect(pattern.test('a.b\n(c) 12')).toBe(true);
    expect(pattern.test('axb\n(c) 12')).toBe(false);
  });
});
