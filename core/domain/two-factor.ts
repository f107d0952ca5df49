// Whether two-factor sign-in is on. Only the account's owner is told; for everybody else it is unknown, never "off".

export type TwoFactor = 'on' | 'off' | 'unknown';

export function twoFactor(has2fa: boolean | undefined): TwoFactor {
  if (has2fa === undefined) return 'unknown';
  return has2fa ? 'on' : 'off';
}
