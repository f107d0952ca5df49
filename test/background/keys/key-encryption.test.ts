import { describe, expect, it } from 'vitest';
import {
  isEncryptedKey,
  encryptKey,
  type EncryptedKey,
  decryptKey,
} from '../../../entrypoints/background/keys/key-encryption.ts';
import { storeOfVersion1 } from '../../fixtures/version-1.ts';
import { key } from '../../fake-network.ts';

const passphrase = 'correct horse battery';
const record = await encryptKey(key, 'spellman', passphrase);

/** The record with one bit turned. */
function flipped(member: 'salt' | 'iv' | 'sealed', at = 0): EncryptedKey {
  const bytes = record[member].slice();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return { ...record, [member]: bytes };
}

it('decrypts a key that version 1 encrypted', async () => {
  const { keys } = storeOfVersion1().indexedDb.vault;
  const { value } = keys.find((entry) => entry.key === 'member') ?? {};
  expect(isEncryptedKey(value)).toBe(true);
  expect(await decryptKey(value as EncryptedKey, 'member', passphrase)).toMatch(/^[0-9a-f]{64}$/u);
});

describe('an encrypted key', () => {
  it('is decrypted with its passphrase and shows nothing of the key', async () => {
    expect(await decryptKey(record, 'spellman', passphrase)).toBe(key);
    expect(isEncryptedKey(record)).toBe(true);
    expect(record.iterations).toBeGreaterThanOrEqual(600_000);
    expect(new TextDecoder('latin1').decode(record.sealed)).not.toContain('kkkk');
  });

  it('is decrypted however a keyboard writes an accent', async () => {
    const accented = await encryptKey(key, 'spellman', 'cr\u00E8me br\u00FBl\u00E9e at noon');
    expect(await decryptKey(accented, 'spellman', 'cre\u0300me bru\u0302le\u0301e at noon')).toBe(key);
  });

  it('never has the salt or the start of another one', async () => {
    const other = await encryptKey(key, 'spellman', passphrase);
    expect(other.salt).not.toEqual(record.salt);
    expect(other.iv).not.toEqual(record.iv);
    expect(other.sealed).not.toEqual(record.sealed);
  });

  it.each<[string, EncryptedKey, string, string]>([
    ['another passphrase', record, 'spellman', 'correct horse batter'],
    ['no passphrase', record, 'spellman', ''],
    ['the passphrase in capitals', record, 'spellman', passphrase.toUpperCase()],
    ['the record of another account', record, 'salem', passphrase],
    ['another salt', flipped('salt'), 'spellman', passphrase],
    ['another start', flipped('iv', 11), 'spellman', passphrase],
    ['another key in it', flipped('sealed', 3), 'spellman', passphrase],
    ['another end', flipped('sealed', record.sealed.length - 1), 'spellman', passphrase],
    ['its end cut off', { ...record, sealed: record.sealed.slice(0, -1) }, 'spellman', passphrase],
    ['nothing in it', { ...record, sealed: new Uint8Array() }, 'spellman', passphrase],
    ['more iterations', { ...record, iterations: 600_001 }, 'spellman', passphrase],
  ])('is not decrypted with %s', async (_, changed, id, tried) => {
    expect(await decryptKey(changed, id, tried)).toBeUndefined();
  });
});

describe('what is not an encrypted key', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a key', key],
    ['an empty object', {}],
    ['a record of a newer version', { ...record, version: 2 }],
    ['a record of an older version', { ...record, version: 0 }],
    ['a short salt', { ...record, salt: record.salt.slice(1) }],
    ['a salt that is text', { ...record, salt: 'salt' }],
    ['a short start', { ...record, iv: record.iv.slice(1) }],
    ['too few iterations', { ...record, iterations: 599_999 }],
    ['iterations without end', { ...record, iterations: 1e12 }],
    ['iterations that are no number', { ...record, iterations: '600000' }],
    ['no key in it', { ...record, sealed: undefined }],
  ])('is known: %s', (_, given) => {
    expect(isEncryptedKey(given)).toBe(false);
  });
});
