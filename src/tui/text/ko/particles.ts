/**
 * Korean particles behind names that are not known beforehand: which form is right depends on the last sound
 * of the name, as a Korean reads it aloud. A name in Latin letters is read by the rules of loan words, as far
 * as they can be told from its spelling; letters that make no word are read one by one.
 */

/** Behind a consonant, and behind a vowel. */
export type Particle = '을/를' | '이/가' | '은/는' | '과/와' | '으로/로' | '이라는/라는' | '이며/며';

/** How a word ends to the ear. */
type Ending = 'vowel' | 'l' | 'consonant';

/** More of a name says nothing of its end. */
const HEARD = 100;

/** The name with the form of the particle that fits it: `dees.movies를`, `sample1을`, `3306으로`. */
export function withParticle(name: string, particle: Particle): string {
  const [afterConsonant, afterVowel] = particle.split('/') as [string, string];
  const ending = endingOf(name.slice(-HEARD));
  const soft = ending === 'vowel' || (ending === 'l' && particle === '으로/로');
  return `${name}${soft ? afterVowel : afterConsonant}`;
}

function endingOf(name: string): Ending {
  const word = /[\p{L}\p{N}%*+]+$/u.exec(spoken(name))?.[0] ?? '';
  const last = word.at(-1) ?? '';
  if (/[가-힣]/.test(last)) return endingOfSyllable(last);
  if (/\d/.test(last)) return DIGITS[Number(last)]!;
  const latin = /[a-z]+$/i.exec(word)?.[0];
  return latin === undefined ? 'vowel' : endingOfLatin(lastPart(latin));
}

/** What is read aloud at the end: neither quotes and brackets, nor what stands in brackets behind a name. */
function spoken(name: string): string {
  const bare = name.replace(/[^\p{L}\p{N}%*+)]+$/u, '');
  if (!bare.endsWith(')')) return bare;
  const before = bare.replace(/\([^()]*\)$/, '');
  return spoken(/[\p{L}\p{N}]/u.test(before) && before !== bare ? before : bare.slice(0, -1));
}

/** Syllables stand in the order of their last consonant: none first, ㄹ ninth, of 28. */
function endingOfSyllable(syllable: string): Ending {
  const final = (syllable.charCodeAt(0) - 0xac00) % 28;
  return final === 0 ? 'vowel' : final === 8 ? 'l' : 'consonant';
}

/** 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구; 십, 백, 천 and 만 end in a consonant as 영 does. */
const DIGITS: readonly Ending[] = [
  'consonant',
  'l',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'l',
  'l',
  'vowel',
];

/** `Size` of `MaxFileSize`, `DB` of `InnoDB`. */
function lastPart(letters: string): string {
  return /(?:[A-Z]+|[A-Z]?[a-z]+)$/.exec(letters)![0];
}

/** So short a word in capitals is an abbreviation: `URL`, `TLS`, `DB`. */
const LONGEST_ABBREVIATION = 3;

function endingOfLatin(word: string): Ending {
  const isSpelled =
    !/[aeiouy]/i.test(word) || (word === word.toUpperCase() && word.length <= LONGEST_ABBREVIATION);
  return isSpelled ? endingOfLetter(word.at(-1)!.toLowerCase()) : endingOfWord(word.toLowerCase());
}

/** 엘, 알, 엠, 엔; all other letters end in a vowel. */
function endingOfLetter(letter: string): Ending {
  if (letter === 'l' || letter === 'r') return 'l';
  return letter === 'm' || letter === 'n' ? 'consonant' : 'vowel';
}

function endingOfWord(word: string): Ending {
  // 테이블, 파일, 널
  if (/le?$/.test(word)) return 'l';
  // 컬럼, 버전, 네임, 라인, 매핑
  if (/(?:[mn]|[aeiou][mn]e|ng)$/.test(word)) return 'consonant';
  // 맵, 락, 토픽, 잡, 버킷, 그룹; but 루트, 리스트, 이벤트
  if (/(?:^|[^aeiou])[aeiouy]t$/.test(word) || /[aeiouy](?:p|k|ck|c|b)$/.test(word)) return 'consonant';
  return 'vowel';
}
