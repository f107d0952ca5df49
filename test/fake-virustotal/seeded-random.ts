// Pseudo-random values derived from a text: constant across starts, different between items.
import { createHash } from 'node:crypto';

/** @param length up to 64 */
export function hex(seed: string, length = 64): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, length);
}

/** 0 to `below` - 1 */
export function number(seed: string, below: number): number {
  return Number.parseInt(hex(seed, 12), 16) % below;
}

/** As many decimal digits as requested, up to 16. */
export function digits(seed: string, length = 16): string {
  return String(number(seed, 10 ** Math.min(length, 14))).padStart(length, '1');
}

export function pick<T>(seed: string, from: readonly [T, ...T[]]): T {
  return from[number(seed, from.length)] ?? from[0];
}
