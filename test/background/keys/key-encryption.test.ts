import { describe, expect, it, vi } from 'vitest';
import {
  isEncryptedKey,
  encryptKey,
  findSuitableIterations,
  type EncryptedKey,
  decryptKey,
} from '../../../entrypoints/background/keys/key-encryption.ts';
import { storeOfVersion1 } from '../../fixtures/version-1.ts';
import { key } from '../../fake-network.ts';

const passphrase = 'correct horse battery';
const record = await encryptKey(key, 'spellman', passphrase);

/** Returns the record with one bit flipped. */
function flipped(member: 'salt' | 'iv' | 'sealed', at = 0): EncryptedKey {
  const bytes = record[member].slice();
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return { ...record, [member]: bytes };
}

it('a key that version 1 encrypted can be decrypted', async () => {
  const { keys } = storeOfVersion1().indexedDb.vault;
  const { value } = keys.find((entry) => entry.key === 'member') ?? {};
  expect(isEncryptedKey(value)).toBe(true);
  const decrypted = await decryptKey(value as EncryptedKey, 'member', passphrase);
  expect(decrypted?.key).toMatch(/^[0-9a-f]{64}$/u);
});

describe('an encrypted key', () => {
  it('an encrypted key is decrypted with its passphrase and reveals nothing of the key', async () => {
    expect((await decryptKey(record, 'spellman', passphrase))?.key).toBe(key);
    expect(isEncryptedKey(record)).toBe(true);
    expect(record.iterations).toBeGreaterThanOrEqual(600_000);
    expect(new TextDecoder('latin1').decode(record.sealed)).not.toContain('kkkk');
  });

  it('an encrypted key accepts each Unicode form of an accent in the passphrase', async () => {
    const accented = await encryptKey(key, 'spellman', 'cr\u00E8me br\u00FBl\u00E9e at noon');
    const decrypted = await decryptKey(accented, 'spellman', 'cre\u0300me bru\u0302le\u0301e at noon');
    expect(decrypted?.key).toBe(key);
  });

  it('an encrypted key never shares its salt or initialization vector with another one', async () => {
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
    ['another initialization vector', flipped('iv', 11), 'spellman', passphrase],
    ['another ciphertext', flipped('sealed', 3), 'spellman', passphrase],
    ['another authentication tag', flipped('sealed', record.sealed.length - 1), 'spellman', passphrase],
    ['a truncated ciphertext', { ...record, sealed: record.sealed.slice(0, -1) }, 'spellman', passphrase],
    ['an empty ciphertext', { ...record, sealed: new Uint8Array() }, 'spellman', passphrase],
    ['more iterations', { ...record, iterations: record.iterations + 1 }, 'spellman', passphrase],
  ])('an encrypted key is not decrypted with %s', async (_, changed, id, attempt) => {
    expect(await decryptKey(changed, id, attempt)).toBeUndefined();
  });
});

describe('validation of encrypted keys', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a key', key],
    ['an empty object', {}],
    ['a record of a newer version', { ...record, version: 2 }],
    ['a record of an older version', { ...record, version: 0 }],
    ['a short salt', { ...record, salt: record.salt.slice(1) }],
    ['a salt that is text', { ...record, salt: 'salt' }],
    ['a short initialization vector', { ...record, iv: record.iv.slice(1) }],
    ['too few iterations', { ...record, iterations: 599_999 }],
    ['infinite iterations', { ...record, iterations: 1e12 }],
    ['iterations that are not a number', { ...record, iterations: '600000' }],
    ['no ciphertext', { ...record, sealed: undefined }],
  ])('an invalid record is rejected: %s', (_, given) => {
    expect(isEncryptedKey(given)).toBe(false);
  });
});

describe('the iterations of an encrypted key', () => {
  it.each<[string, number, number, number]>([
    ['a slow machine', 600_000, 900, 600_000],
    ['a machine of the usual speed', 600_000, 350, 600_000],
    ['a fast machine', 600_000, 200, 1_200_000],
    ['a clock that is too coarse', 600_000, 0, 600_000],
    ['a clock that ran backwards', 600_000, -5, 600_000],
    ['a time too short to be measured well', 600_000, 1, 2_400_000],
    ['the maximum', 9_000_000, 100, 10_000_000],
  ])('%s uses %d iterations that took %d ms: %d', (_, iterations, milliseconds, expected) => {
    expect(findSuitableIterations(iterations, milliseconds)).toBe(expected);
  });

  it('an encrypted key uses the given iterations', async () => {
    expect((await encryptKey(key, 'spellman', passphrase, 700_000)).iterations).toBe(700_000);
  });

  it('a key is encrypted with more iterations on a fast machine, and still decrypted', async () => {
    // Each derivation seems to take 200 ms.
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 200));
    const fast = await encryptKey(key, 'spellman', passphrase);
    clock.mockRestore();
    expect(fast.iterations).toBe(1_200_000);
    expect((await decryptKey(fast, 'spellman', passphrase))?.key).toBe(key);
  });
});
