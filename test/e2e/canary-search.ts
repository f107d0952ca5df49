// Canaries are recognizable made-up secrets. The search finds them in any encoding in which they may have leaked.

/** 64 letters and digits, like VirusTotal's keys. Each half is unique. */
export const canaries = {
  /** The account's key. */
  own: 'CanaryKeyOfTheAccountItselfXq7R1FirstHalfEndsHereSecondZw5T9End0',
  /** Keys of service accounts, which VirusTotal shows to administrators. */
  others: 'CanaryKeyOfAServiceAccountSeenX3ByItsAdministratorNeverKeptHere1',
  /** Stands in a page URL in place of a user id. */
  visited: 'CanaryKeyInTheAddressOfSomePage9WhichSomebodyHasSentAsALinkToUs2',
};

/** Encrypts the account's key for part of the test. */
export const passphrase = 'canary passphrase Kx8 that nobody else would choose';

/** Private attributes of a group that the extension does not use. */
export const groupSecrets = [
  'synthetic-group-token-never-to-be-kept',
  'Sandra Signatory',
  'sandra.signatory@example.com',
  'Chief Example Officer',
  '1 Example Street',
];

/** Base64 of a text inside another one, at each of the three alignments. */
function base64Of(secret: string): string[] {
  return ['', 'x', 'xx'].map((before) => {
    const whole = Buffer.from(before + secret).toString('base64');
    // The first and last characters depend on the neighboring bytes.
    return whole.slice(before === '' ? 0 : 4, -4);
  });
}

function formsOf(secret: string): string[] {
  const bytes = [...Buffer.from(secret)];
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  return [
    secret,
    encodeURIComponent(secret),
    hex.map((byte) => `%${byte}`).join(''),
    hex.join(''),
    bytes.join(','),
    String.fromCodePoint(...bytes.toReversed()),
    ...base64Of(secret),
  ];
}

/** A secret and its halves in every encoding, in lower case. */
export function encodedForms(secret: string): string[] {
  const half = Math.ceil(secret.length / 2);
  const parts = secret.length < 64 ? [secret] : [secret, secret.slice(0, half), secret.slice(half)];
  return parts.flatMap(formsOf).map((form) => form.toLowerCase());
}

/** Searches for secrets. Returns the place, the encoded form and some context of each match. */
export function findSecrets(places: Record<string, unknown>, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap(encodedForms);
  return Object.entries(places).flatMap(([place, content]) => {
    const text = (typeof content === 'string' ? content : (JSON.stringify(content) ?? '')).toLowerCase();
    return forms
      .filter((form) => text.includes(form))
      .map((form) => {
        const at = text.indexOf(form);
        return `${place}: …${text.slice(Math.max(0, at - 60), at + 24)}…`;
      });
  });
}
