/** The words people put before the parts of an endpoint when they send them to each other. */

export type NotePart = 'host' | 'user' | 'password' | 'port' | 'schema';

const WORDS: Readonly<Record<NotePart, readonly string[]>> = {
  host: [
    'url',
    'uri',
    'host',
    'hostname',
    'server',
    'servername',
    'endpoint',
    'address',
    'addr',
    'ip',
    'jdbcurl',
    '주소',
    '호스트',
    '호스트명',
    '호스트이름',
    '서버',
    '서버명',
    '서버주소',
    '엔드포인트',
    '접속주소',
    '아이피',
  ],
  user: [
    'user',
    'username',
    'userid',
    'id',
    'login',
    'account',
    'uid',
    '사용자',
    '사용자명',
    '사용자이름',
    '사용자id',
    '유저',
    '유저명',
    '아이디',
    '계정',
    '계정명',
  ],
  password: ['password', 'passwd', 'passphrase', 'pw', 'pwd', 'pass', '비번', '비밀번호', '패스워드', '암호'],
  port: ['port', 'portnumber', '포트', '포트번호'],
  schema: [
    'db',
    'dbname',
    'database',
    'databasename',
    'schema',
    'schemaname',
    'initialdatabase',
    '디비',
    '디비명',
    'db명',
    'db이름',
    '스키마',
    '스키마명',
    '데이터베이스',
    '데이터베이스명',
    '데이터베이스이름',
  ],
};

/** What stands before such a word and changes nothing about it: `RDS endpoint`, `DB_HOST`, `접속 주소`. */
const BEFORE =
  /^(?:db|database|mysql|mariadb|aurora|rds|aws|master|admin|writer|reader|source|target|cluster|connection|my|소스|타겟|타깃|대상|원본|마스터|관리자|접속|디비|데이터베이스)/;

const PARTS: ReadonlyMap<string, NotePart> = new Map(
  (Object.keys(WORDS) as NotePart[]).flatMap((part) => WORDS[part].map((word) => [word, part] as const)),
);

/** Longer than any label with what may stand around it. */
export const LONGEST_LABEL = 40;

/** The part that a label stands for, null when it is none: `DB Host`, `user_name`, `비밀번호`. */
export function partOf(label: string): NotePart | null {
  if (label.length > LONGEST_LABEL) return null;
  let word = label.toLowerCase().replace(/[\s_.\-*`"'()[\]<>#&]+/g, '');
  for (;;) {
    const part = PARTS.get(word);
    if (part !== undefined) return part;
    const shorter = word.replace(BEFORE, '');
    if (shorter === word) return null;
    word = shorter;
  }
}
