// The commands that load a list, and what to do about a worker that dies while it loads.
import { type ListKey } from '../../../core/storage/list-schema.ts';
import { type Input, send } from '../../../core/messages.ts';

export type Loading = { load: (targetCount: number, fresh?: boolean) => void; stop: () => void };

const tries = 3;

export const createLoading = (account: string, list: ListKey): Loading => ({
  load: (targetCount, fresh = false) => void sendWithRetries({ account, list, targetCount, fresh }),
  stop: () => void send('stopList', { account, list }),
});

/**
 * Sends the command again when the worker died over it: its alarm would get it back to work, but only after a while.
 * How far it had come is stored, so the second time the list is not started again.
 */
async function sendWithRetries(input: Input<'loadList'>): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    const answer = await send('loadList', left === tries ? input : { ...input, fresh: false });
    if (answer.ok || answer.error.kind !== 'unexpected') return;
  }
}
