// The commands that load a list, repeated when the worker is terminated while loading.
import { type ListKey } from '../../../core/storage/list-schema.ts';
import { type Input, send } from '../../../core/messages.ts';

export type Loading = { load: (targetCount: number, fresh?: boolean) => void; stop: () => void };

const tries = 3;

export const createLoading = (account: string, list: ListKey): Loading => ({
  load: (targetCount, fresh = false) => void sendWithRetries({ account, list, targetCount, fresh }),
  stop: () => void send('stopList', { account, list }),
});

/** Loads several lists up to the same length. */
export const createJointLoading = (account: string, lists: readonly ListKey[]): Loading => {
  const all = lists.map((list) => createLoading(account, list));
  return {
    load: (targetCount, fresh) => all.forEach(({ load }) => load(targetCount, fresh)),
    stop: () => all.forEach(({ stop }) => stop()),
  };
};

/**
 * Repeats the command when the worker was terminated: its alarm would resume loading, but only after a while. Progress is
 * stored, so the second command does not reload the list from the start.
 */
async function sendWithRetries(input: Input<'loadList'>): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    const answer = await send('loadList', left === tries ? input : { ...input, fresh: false });
    if (answer.ok || answer.error.kind !== 'unexpected') return;
  }
}
