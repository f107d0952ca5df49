// Canaries: made-up secrets that are easy to recognise, and the search for them in whatever form they might have left in.

/** 64 letters and digits, as VirusTotal's keys are; each half is unmistakable. */
export const canaries = {
  /** The account's key. */
  own: 'CanaryKeyOfTheAccountItselfXq7R1FirstHalfEndsHereSecondZw5T9End0',
  /** Keys of service accounts, which VirusTotal shows to administrators. */
  others: 'CanaryKeyOfAServiceAccountSeenX3ByItsAdministratorNeverKeptHere1',
  /** Stands in the address of a page where a user's id belongs. */
  visited: 'CanaryKeyInTheAddressOfSomePage9WhichSomebodyHasSentAsALinkToUs2',
};

/** It locks the account's key for a while. */
export const passphrase = 'canary passphrase Kx8 that nobody else would choose';

/** What a group's attributes hold that nobody asked for. */
export const groupSecrets = [
  'synthetic-group-token-never-to-be-kept',
  'Sandra Signatory',
  'sandra.signatory@example.com',
  'Chief Example Officer',
  '1 Example Street',
];

/** Base64 of a text in the middle of another one, at each of the three places where it may begin. */
function base64Of(secret: string): string[] {
  return ['', 'x', 'xx'].map((before) => {
    const whole = Buffer.from(before + secret).toString('base64');
    // The first and last characters depend on what stands beside it.
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

/** A secret, its halves, and each of them written in other ways; letter case is lost on purpose. */
export function encodedForms(secret: string): string[] {
  const half = Math.ceil(secret.length / 2);
  const parts = secret.length < 64 ? [secret] : [secret, secret.slice(0, half), secret.slice(half)];
  return parts.flatMap(formsOf).map((form) => form.toLowerCase());
}

/** Where secrets were found: the names of the places, with the form and a little of what stands around it. */
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
