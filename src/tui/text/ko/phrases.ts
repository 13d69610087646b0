/**
 * What the engine says in English, in Korean. Issues and the facts of errors carry whole sentences and
 * fragments of them: they are data, alike in every log and for every reader. Here they are known again by
 * their fixed parts; what is not known is shown as it came.
 */
import { type Particle, withParticle } from './particles.ts';
import { phrasesOfDefinitions } from './phrases-definitions.ts';
import { phrasesOfDocuments } from './phrases-documents.ts';
import { phrasesOfEndpoints } from './phrases-endpoints.ts';
import { phrasesOfLabs } from './phrases-labs.ts';
import { phrasesOfRuns } from './phrases-runs.ts';
import { phrasesOfServers } from './phrases-servers.ts';
import { phrasesOfTasks } from './phrases-tasks.ts';

/**
 * A sentence as it is said, and its translation. `{name}` stands for what changes. In the translation it is
 * shown as it came, or as one of these:
 *
 * - `{name:을/를}` with the particle that fits it
 * - `{name:ko}` translated, where it is known
 * - `{name:known}` translated; where it is not known, the sentence is another one than was thought
 * - `{name:each}` a list, each of its parts translated where it is known
 *
 * The first that fits is taken: a special one stands before a general one.
 */
export type Phrase = readonly [english: string, korean: string];

export const PHRASES: readonly Phrase[] = [
  ...phrasesOfRuns,
  ...phrasesOfDocuments,
  ...phrasesOfTasks,
  ...phrasesOfServers,
  ...phrasesOfEndpoints,
  ...phrasesOfDefinitions,
  ...phrasesOfLabs,
];

/** What is longer holds the words of a server, and would be searched in vain. */
const LONGEST = 1_000;

export function inKorean(text: string): string {
  return translated(text) ?? text;
}

function translated(text: string): string | null {
  if (text.length > LONGEST) return null;
  known ??= compiled();
  const exact = known.whole.get(text);
  if (exact !== undefined) return exact;
  for (const { pattern, korean } of known.patterns) {
    const found = pattern.exec(text);
    const sentence = found === null ? null : filled(korean, found.groups!);
    if (sentence !== null) return sentence;
  }
  return null;
}

interface Known {
  readonly whole: ReadonlyMap<string, string>;
  readonly patterns: readonly { readonly pattern: RegExp; readonly korean: string }[];
}

/** Made when the first sentence is asked for. */
let known: Known | null = null;

const PLACE = /\{(\w+)\}/;

function compiled(): Known {
  return {
    whole: new Map(PHRASES.filter(([english]) => !PLACE.test(english))),
    patterns: PHRASES.filter(([english]) => PLACE.test(english)).map(([english, korean]) => ({
      pattern: patternOf(english),
      korean,
    })),
  };
}

function patternOf(english: string): RegExp {
  const source = english
    .split(PLACE)
    .map((part, index) =>
      index % 2 === 1 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
    );
  return new RegExp(`^${source.join('')}$`, 's');
}

/** Null when a part that must be known is not. */
function filled(korean: string, values: Readonly<Record<string, string>>): string | null {
  let isWhole = true;
  const sentence = korean.replace(/\{(\w+)(?::([^}]+))?\}/g, (_, name: string, how: string | undefined) => {
    const value = values[name]!;
    switch (how) {
      case undefined:
        return value;
      case 'ko':
        return inKorean(value);
      case 'each':
        return eachInKorean(value);
      case 'known': {
        const part = translated(value);
        isWhole &&= part !== null;
        return part ?? value;
      }
      default:
        return withParticle(value, how as Particle);
    }
  });
  return isWhole ? sentence : null;
}

function eachInKorean(list: string): string {
  return list
    .split(/(; |, nor |, )/)
    .map((part, index) => (index % 2 === 1 ? part.replace(' nor', '') : inKorean(part)))
    .join('');
}
