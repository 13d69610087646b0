/** The words people put before the parts of an endpoint when they send them to each other. */
import type { EndpointRole } from '../../hops.ts';
import type { NotePart } from './parts.ts';

export interface NoteLabel {
  readonly part: NotePart;
  /** Of `Source host`, `TARGET_DB_USER`; null where it does not say. */
  readonly role: EndpointRole | null;
}

const WORDS: Readonly<Record<NotePart, string>> = {
  host: `url uri dsn jdbcurl host hostname hostaddress server servername serveraddress endpoint endpointname endpointurl
    address addr ip ipaddress fqdn dnsname writer datasource 주소 호스트 호스트명 호스트이름 호스트주소 서버 서버명
    서버이름 서버주소 엔드포인트 접속주소 아이피 라이터 store
    저장소`,
  reader: 'reader replica 리더',
  port: 'port portnumber portno 포트 포트번호',
  user: `user username userid usr id login loginname loginid account uid 사용자 사용자명 사용자이름 사용자id
    사용자아이디 유저 유저명 유저네임 아이디 계정 계정명 로그인 로그인id`,
  password: 'password passwd passphrase passcode pw pwd pass 비번 비밀번호 패스워드 암호',
  schema: `db dbname database databasename schema schemaname catalog 디비 디비명 디비이름 db명 db이름 스키마 스키마명
    스키마이름 데이터베이스 데이터베이스명 데이터베이스이름`,
  bucket: 'bucket bucketname bucketarn 버킷 버킷명 버킷이름 버켓',
  folder: `folder foldername prefix bucketfolder bucketprefix keyprefix 폴더 폴더명 폴더이름 경로 프리픽스 접두사`,
  region: 'region regionname defaultregion 리전 리전명 지역',
  role: `role rolearn iamrole iamrolearn accessrole serviceaccessrole serviceaccessrolearn 역할 역할arn iam역할
    iam역할arn 롤 롤arn`,
  keys: `accesskey accesskeyid secretkey secretaccesskey accesskeysecret sessiontoken 액세스키 액세스키id 엑세스키
    시크릿키 시크릿액세스키 비밀액세스키`,
};

const SOURCE = 'source|src|소스|원본|출발지';
const TARGET = 'target|tgt|destination|dest|타겟|타깃|대상|목적지';

/** What stands before such a word and leaves it what it is: `RDS endpoint`, `DB_HOST`, `접속 주소`. */
const BEFORE = new RegExp(
  `^(?:${SOURCE}|${TARGET}|export|const|let|var|set|my|the|our|s3|database|db|mysql|mariadb|aurora|rds|aws|amazon|master|admin|root|cluster|instance|connection|connect|server|spring|datasource|default|public|private|initial|writer|primary|마스터|관리자|접속|디비|데이터베이스|서버|기본|클러스터|라이터|쓰기)`,
);
const READER = /^(?:readonly|reader|replica|read|리더|읽기전용|읽기)/;
/** `Instance ID`, `클러스터 아이디`: of a machine, not of a user. */
const OF_NO_USER = /instance|cluster|aws|amazon|클러스터/;

const PARTS: ReadonlyMap<string, NotePart> = new Map(
  (Object.keys(WORDS) as NotePart[]).flatMap((part) =>
    WORDS[part].split(/\s+/).map((word) => [word, part] as const),
  ),
);

/** Longer than any label with what may stand around it. */
export const LONGEST_LABEL = 44;

/** What a label stands for, null when it is none: `DB Host`, `user_name`, `비밀번호`, `Endpoint (writer)`. */
export function labelOf(written: string): NoteLabel | null {
  if (written.length > LONGEST_LABEL) return null;
  const [, name = written, aside = ''] = /^([^()]*[^()\s])\s*\(([^()]*)\)\W*$/.exec(written) ?? [];
  let word = bare(name);
  let before = bare(aside);
  for (;;) {
    const part = PARTS.get(word);
    if (part !== undefined) return labelFor(part, before);
    const shorter = word.replace(BEFORE, '').replace(READER, '');
    if (shorter === word) return null;
    before += word.slice(0, word.length - shorter.length);
    word = shorter;
  }
}

/** Without the blanks, dots and marks that stand within a label and around it. */
function bare(written: string): string {
  // A Mac takes Hangul apart, and a Korean keyboard makes letters wide.
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.\-*~`"'“”‘’()[\]{}<>#&$?]+/g, '');
}

function labelFor(part: NotePart, before: string): NoteLabel | null {
  if (part === 'user' && OF_NO_USER.test(before)) return null;
  const isReader = part === 'host' && /read|replica|리더|읽기/.test(before);
  return { part: isReader ? 'reader' : part, role: roleIn(before) };
}

const IS_SOURCE = new RegExp(SOURCE);
const IS_TARGET = new RegExp(TARGET);

/** Null where it names no end, or both. */
function roleIn(words: string): EndpointRole | null {
  // `spring.datasource.username` speaks of neither.
  const named = words.replaceAll('datasource', '');
  const isSource = IS_SOURCE.test(named);
  if (isSource === IS_TARGET.test(named)) return null;
  return isSource ? 'source' : 'target';
}

const HEADING = new RegExp(
  `^\\d*(?:the|our|my)?(?:(${SOURCE})|${TARGET})(?:db|dbms|database|mysql|mariadb|aurora|rds|s3|bucket|server|endpoint|instance|cluster|connection|info|information|details|side|디비|데이터베이스|서버|엔드포인트|접속|연결|정보|버킷|쪽|\\d)*$`,
);

/** The end that a whole heading names: `Source`, `[타겟 DB]`, `1. Target (RDS)`, `=== SOURCE DATABASE ===`. */
export function endOf(heading: string): EndpointRole | null {
  if (heading.length > LONGEST_LABEL) return null;
  const [whole, source] =
    HEADING.exec(bare(heading.replace(/\([^()]*\)/g, '').replace(/[^\p{L}\d\s]/gu, ''))) ?? [];
  if (whole === undefined) return null;
  return source === undefined ? 'target' : 'source';
}
