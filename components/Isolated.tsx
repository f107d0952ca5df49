// Foreign text inside a sentence of ours: isolated, so that its direction cannot rearrange the sentence.

const slot = '\ufffc';

/** @param sentence our sentence, given the text to put where the foreign text belongs */
export function Isolated({ text, sentence }: { text: string; sentence: (slot: string) => string }) {
  const [before, after] = sentence(slot).split(slot);
  return (
    <>
      {before}
      <bdi>{text}</bdi>
      {after}
    </>
  );
}
