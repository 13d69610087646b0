/**
 * What the engine says in English, in Korean. Issues and the facts of errors carry whole sentences and
 * fragments of them: they are data, alike in every log and for every reader. Here they are known again by
 * their fixed parts; what is not known is shown as it came.
 */
import { type Particle, withParticle } from './particles.ts';
import { phrasesOfEndpoints } from './phrases-endpoints.ts';
import { phrasesOfRuns } from './phrases-runs.ts';

/**
 * A sentence as it is said, and its translation. `{name}` stands for what changes; in the translation it is
 * shown as it is, with a particle (`{name:을/를}`), or translated itself (`{name:ko}`).
 */
export type Phrase = readonly [english: string, korean: string];

export const PHRASES: readonly Phrase[] = [...phrasesOfRuns, ...phrasesOfEndpoints];

export function inKorean(text: string): string {
  known ??= compiled();
  const { whole, patterns } = known;
  const exact = whole.get(text);
  if (exact !== undefined) return exact;
  for (const { pattern, korean } of patterns) {
    const found = pattern.exec(text);
    if (found !== null) return filled(korean, found.groups!);
  }
  return text;
}

interface Known {
  readonly whole: ReadonlyMap<string, string>;
  readonly patterns: readonly { readonly pattern: RegExp; readonly korean: string }[];
}

/** Made when the first sentence is asked for. */
let known: Known | null = null;

function compiled(): Known {
  const [fixed, open] = [
    PHRASES.filter(([one]) => !one.includes('{')),
    PHRASES.filter(([one]) => one.includes('{')),
  ];
  return {
    whole: new Map(fixed),
    patterns: open.map(([english, korean]) => ({ pattern: patternOf(english), korean })),
  };
}

function patternOf(english: string): RegExp {
  const source = english
    .split(/\{(\w+)\}/)
    .map((part, index) =>
      index % 2 === 1 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'),
    );
  return new RegExp(`^${source.join('')}$`, 's');
}

function filled(korean: string, values: Readonly<Record<string, string>>): string {
  return korean.replace(/\{(\w+)(?::([^}]+))?\}/g, (_, name: string, how: string | undefined) => {
    const value = values[name]!;
    if (how === undefined) return value;
    return how === 'ko' ? inKorean(value) : withParticle(value, how as Particle);
  });
}
