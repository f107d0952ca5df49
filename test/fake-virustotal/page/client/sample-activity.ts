// Owns the invented comments, graphs and figures of a user: synthetic, and constant for an id.

type Item = { title: string; text: string; when: string; href: string; mono: boolean };
export type Activity = {
  followers: number;
  following: number;
  comments: Item[];
  graphs: Item[];
  collections: Item[];
};

const commentTexts = [
  'Loader seen in a phishing wave, drops a second stage from a paste site. #loader #phishing',
  'Same packer as last week. Unpacked strings point to a credential stealer. #stealer',
  'False positive: signed installer of a backup tool, checked with the vendor.',
  'Beacons every 60 seconds with jitter; the user agent is a give-away. #c2',
];

export function activityOf(id: string): Activity {
  const seed = Array.from(id).reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973,
    7,
  );
  const comments = commentTexts.slice(0, 2 + (seed % 3)).map((text, index) => {
    const hash = fakeHash(seed + index * 101);
    const days = (seed % 5) + index * 4 + 2;
    const when = `${days} days ago`;
    return { title: hash, text, when, href: `/gui/file/${hash}/community`, mono: true };
  });
  const graph = {
    title: 'Infrastructure overview',
    text: '42 nodes',
    when: '3 weeks ago',
    href: '/graph/',
    mono: false,
  };
  const collection = {
    title: 'Phishing kits',
    text: '17 indicators',
    when: '2 months ago',
    href: '/gui/home/search',
    mono: false,
  };
  return {
    followers: seed % 87,
    following: seed % 23,
    comments,
    graphs: seed % 2 ? [graph] : [],
    collections: seed % 3 ? [collection] : [],
  };
}

function fakeHash(seed: number): string {
  let state = seed + 1;
  return Array.from({ length: 64 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state % 16).toString(16);
  }).join('');
}
