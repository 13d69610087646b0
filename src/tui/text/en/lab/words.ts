/** The shapes of what a lab says, so that no step, fact or card is without words in any language. */
import type { DoneFacts, MissingFacts, SeenFacts } from '../../../../lab/lessons/facts.ts';
import type { CardId, StepId } from '../../../../lab/lessons/lesson.ts';
import type { MakingFact } from '../../../../lab/world/facts.ts';

export interface StepWords {
  readonly title: string;
  /** What and why, a paragraph each. */
  readonly text: readonly string[];
  /** From a nudge to the whole answer. */
  readonly hints: readonly string[];
}

export interface CardWords {
  readonly title: string;
  readonly text: readonly string[];
}

export type StepTexts = Readonly<Record<StepId, StepWords>>;
export type CardTexts = Readonly<Record<CardId, CardWords>>;

type Sentences<Facts> = { readonly [Kind in keyof Facts]: (facts: Facts[Kind]) => string };

export type MissingWords = Sentences<MissingFacts>;
export type SeenWords = Sentences<SeenFacts>;
export type DoneWords = Sentences<DoneFacts>;
export type MakingWords = {
  readonly [Kind in MakingFact['making']]: (fact: Extract<MakingFact, { making: Kind }>) => string;
};
