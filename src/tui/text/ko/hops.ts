import type { hops as english } from '../en/hops.ts';
import { bytes, exact } from '../numbers.ts';
import { inKorean } from './phrases.ts';

const AUTHENTICATION = { key: '키', agent: 'SSH 에이전트', password: '비밀번호' } as const;

const SERVER_ROLES = { writer: '라이터', reader: '리더' } as const;

export const hops: typeof english = {
  here: '이 컴퓨터',
  names: {
    name: '이름',
    bastion: '배스천',
    tcp: 'TCP',
    tls: 'TLS',
    login: '로그인',
    server: '서버',
    rights: '권한',
    settings: '설정',
    credentials: '자격 증명',
    role: '역할',
    region: '리전',
    bucket: '버킷',
    list: '목록',
    write: '쓰기',
    delete: '삭제',
    folder: '폴더',
    writable: '쓰기',
    space: '공간',
  },
  found: {
    name: ({ host, addresses }) => (addresses.length === 0 ? `${host}, 소켓` : named(host, addresses)),
    bastion: ({ address, user, by, fingerprint }) =>
      `${user}@${address}, ${AUTHENTICATION[by]} 인증, 호스트 키 ${fingerprint}`,
    tcp: ({ address, tried }) => {
      const silent = tried.filter((one) => one.code !== null).map((one) => `${one.address} ${one.code}`);
      return silent.length === 0 ? address : `${address} (응답 없음: ${silent.join(', ')})`;
    },
    tls: (facts) => {
      if (facts.mode === 'none') return '없음: 암호화되지 않습니다';
      const proof = {
        require: '신원 확인 안 함',
        'verify-ca': '인증 기관 확인됨',
        'verify-full': '이름까지 확인됨',
      };
      const until = facts.validTo.slice(0, 10);
      return `${facts.version}, ${facts.cipher}, ${proof[facts.mode]}, ${facts.subject}, ${until}까지 유효`;
    },
    login: ({ user, as, plugin }) => `${user}, 계정 ${as}${plugin === null ? '' : `, ${plugin}`}`,
    server: ({ product, version, service, role }) =>
      `${product} ${version}${service === null ? '' : ` (${service})`}, ${SERVER_ROLES[role]}`,
    rights: ({ has }) => (has.length === 0 ? '알려진 권한 없음' : has.map(rightWords).join(', ')),
    settings: ({ values }) =>
      Object.entries(values)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    credentials: ({ from, key }) => `${key} (출처: ${inKorean(from)})`,
    role: ({ arn, as }) => `${arn}, ${as}`,
    region: ({ region, from, endpoint }) =>
      `${region} (출처: ${inKorean(from)})${endpoint === null ? '' : `, ${endpoint}`}`,
    bucket: ({ bucket }) => bucket,
    list: ({ folder, objects, more }) =>
      `${folder === '' ? '버킷' : folder}에 객체 ${exact(objects)}개${more ? ' 이상' : ''}`,
    write: ({ key, bytes: size }) => `${key}, ${bytes(size)}`,
    delete: ({ key }) => key,
    folder: ({ path, made }) => (made ? `${path}, 만들 수 있음` : path),
    writable: ({ path }) => path,
    space: ({ freeBytes }) => `${bytes(freeBytes)} 남음`,
  },
  speed: ({ latencyMs, bytesPerSecond }) => {
    const trip = latencyMs < 10 ? latencyMs.toFixed(1) : latencyMs.toFixed(0);
    return `왕복 ~${trip} ms, 전송 속도 ~${bytes(bytesPerSecond)}/s`;
  },
};

/** The first of them names its places. */
function rightWords(right: string): string {
  return right.replace(
    /^(.+?) on (\S+)(?: and (\d+) more)?$/,
    (_, name: string, place: string, more?: string) =>
      more === undefined ? `${name} (${place})` : `${name} (${place} 외 ${more}곳)`,
  );
}

function named(host: string, addresses: readonly string[]): string {
  return addresses.length === 1 && addresses[0] === host ? host : `${host}의 주소 ${addresses.join(', ')}`;
}
