import { describe, expect, it } from 'vitest';
import {
  createDeviceKey,
  type DeviceKey,
  isDeviceKey,
  openDeviceKey,
} from '../../../entrypoints/background/keys/device-key.ts';
import { key } from '../../fake-network.ts';

const record = await createDeviceKey(key, 'spellman');
const { beside: otherKey } = await createDeviceKey(key, 'spellman');

describe('a key on this device', () => {
  it('[S-kept-device] a key on this device is opened with the key beside it, and its bytes are not in the record', async () => {
    const stored = structuredClone(record);
    expect(isDeviceKey(stored)).toBe(true);
    expect(await openDeviceKey(stored, 'spellman')).toBe(key);
    expect(new TextDecoder('latin1').decode(stored.sealed)).not.toContain('kkkk');
    expect(stored.beside.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', stored.beside)).rejects.toThrow(/extractable/iu);
  });

  it('a key on this device shares neither key nor initialization vector with another one', async () => {
    const other = await createDeviceKey(key, 'spellman');
    expect(other.iv).not.toEqual(record.iv);
    expect(other.sealed).not.toEqual(record.sealed);
    expect(await openDeviceKey({ ...record, beside: other.beside }, 'spellman')).toBeUndefined();
  });

  it.each<[string, DeviceKey, string]>([
    ['another account', record, 'salem'],
    ['another key', { ...record, beside: otherKey }, 'spellman'],
    ['another text', { ...record, sealed: record.sealed.toReversed() }, 'spellman'],
  ])('a key on this device is not opened with %s', async (_, changed, id) => {
    expect(await openDeviceKey(changed, id)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a key', key],
    ['an empty object', {}],
    ['a record of a newer version', { ...record, version: 2 }],
    ['no key beside it', { ...record, beside: {} }],
    ['a short initialization vector', { ...record, iv: record.iv.slice(1) }],
    ['no text', { ...record, sealed: null }],
  ])('an invalid record is rejected: %s', (_, given) => {
    expect(isDeviceKey(given)).toBe(false);
  });
});
