/** What runs say of themselves: what they do, what they wait for. */
import type { Phrase } from './phrases.ts';

export const phrasesOfRuns: readonly Phrase[] = [
  ['connecting', '연결 중'],
  ['preparing', '준비 중'],
  ['stopping', '중지 중'],
  ['finishing', '마무리 중'],
  ['making views, triggers and routines', '뷰, 트리거, 루틴 생성 중'],
  ['waiting for an answer before rows are removed', '행을 삭제하기 전에 확인을 기다리는 중'],
  ['waits for work', '할 일을 기다리는 중'],
];
