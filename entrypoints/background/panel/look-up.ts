// Looks up the user or group of a page.
import type { Input, Output } from '../../../core/messages.ts';
import { lookUpGroup } from './group-lookup.ts';
import { lookUpUser } from './user-lookup.ts';

export const lookUp = ({ of, ...request }: Input<'lookUp'>): Promise<Output<'lookUp'>> =>
  of === 'user' ? lookUpUser(request) : lookUpGroup(request);
