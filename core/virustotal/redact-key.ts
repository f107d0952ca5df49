// Responses without the key that requested them. VirusTotal echoes it in the user object, and a response may quote its URL.

/** What stands for the echoed key in a user object. It proves that the object is the owner's. */
export const ownKey = true;

/**
 * Parses JSON and leaves out every text and every name that contains the key. The echoed key (`"apikey": key`) becomes `ownKey`.
 * @throws SyntaxError where the text is not JSON
 */
export function parseWithoutKey(text: string, key: string): unknown {
  // Most responses contain neither the key nor an escape that could hide it, and a reviver is slow.
  if (!text.includes(key) && !text.includes(String.raw`\u`)) return JSON.parse(text);
  return JSON.parse(text, (name, value: unknown) => {
    if (name === echo && value === key) return ownKey;
    return name.includes(key) || (typeof value === 'string' && value.includes(key)) ? undefined : value;
  });
}

const echo = 'apikey';
