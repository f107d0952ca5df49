// How hard a passphrase is to guess. The library and its lists of common passwords and words are loaded when a passphrase is chosen.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { minimumGuesses } from '../../core/domain/passphrase-policy.ts';

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** What anybody would try first here. */
const obvious = ['virustotal', 'vitals', 'google', 'apikey'];

/** @param personal what others know of the owner, such as their user id */
export const isGuessable = (passphrase: string, personal: readonly string[]): boolean =>
  estimator.check(passphrase, [...obvious, ...personal]).guesses < minimumGuesses;
