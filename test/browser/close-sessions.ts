// Set-up of the browser tests: closes the browsers of a file after its last test.
import { afterAll } from 'vitest';
import { closeIdleSessions } from './session-pool.ts';

afterAll(closeIdleSessions);
