/** Words for what is wrong on the way to a server, a bucket or a folder, and for missing rights. */
import type { BastionFailure, ErrorFacts, TlsFailure } from '../../../model/errors.ts';
import { sentence, type Wording } from '../wording.ts';
import { common } from './common.ts';
import { withParticle } from './particles.ts';
import { inKorean } from './phrases.ts';

export const connectingWords = {
  'connect.name': ({ host, reason }) => ({
    what: `이름 ${withParticle(host, '을/를')} IP 주소로 찾을 수 없습니다: ${sentence(inKorean(reason))}`,
    cause: '철자가 틀렸거나, 다른 네트워크(VPN, VPC) 안에서만 알려진 이름이거나, DNS가 응답하지 않습니다.',
    next: `철자를 확인하고 다음을 실행해 보세요: getent hosts ${host}`,
  }),
  'connect.unreachable': ({ address, reason }, server) => ({
    what: `${address}에 연결할 수 없습니다: ${sentence(inKorean(reason))}`,
    cause: UNREACHABLE[server?.code ?? ''] ?? null,
    next: '호스트와 포트, 그리고 이 컴퓨터의 접속이 허용되는지 확인하세요: 방화벽, 보안 그룹, VPN.',
  }),
  'connect.timeout': ({ address, seconds }) => ({
    what: `${address}에서 응답이 없습니다: ${seconds}초 동안 아무것도 돌아오지 않았습니다.`,
    cause: '방화벽이나 보안 그룹이 패킷을 버리거나, 다른 네트워크의 주소입니다.',
    next: '이 컴퓨터의 접속을 허용하세요: 보안 그룹, 방화벽, 네트워크 ACL, VPN.',
  }),
  'connect.silent': ({ address, seconds }) => ({
    what: `${withParticle(address, '이/가')} 연결을 받은 뒤 ${seconds}초 동안 아무 말이 없습니다.`,
    cause:
      '로드 밸런서나 터널의 뒤쪽이 내려가 있거나, 서버가 시작 중이거나 과부하 상태이거나, DNS 응답을 기다리고 있습니다.',
    next: '포트가 맞는지, 그 뒤의 서버가 실행 중인지 확인하세요.',
  }),
  'connect.protocol': ({ address, reason, speaks, wanted }) => ({
    what: `${withParticle(address, '이/가')} 응답하지만 ${wanted ?? 'MySQL'} 서버의 응답이 아닙니다: ${sentence(inKorean(reason))}`,
    cause: speaks
      ? `이 포트에서 ${speaks} 서비스가 응답합니다.`
      : '이 포트에서 다른 서비스가 응답하거나, 중간에서 통신 내용이 바뀝니다.',
    next: '포트를 확인하세요.',
  }),
  'connect.tls': ({ address, reason, why, certificate }) => ({
    what: `${address}에 TLS로 연결할 수 없습니다: ${sentence(inKorean(reason))}`,
    cause: tlsCause(why, certificate),
    next: TLS_NEXT[why],
  }),
  'connect.login': ({ address, user, why, lacks }) => ({
    what: `${withParticle(address, '이/가')} 사용자 '${user}'의 로그인을 거부했습니다.`,
    cause: LOGIN_CAUSE[why ?? 'password'] + (lacks ? LACKS[lacks] : ''),
    next: LOGIN_NEXT[why ?? 'password'],
  }),
  'connect.full': ({ address, of }) => ({
    what:
      of === 'user'
        ? `${address}에 이 사용자가 쓸 수 있는 연결이 남아 있지 않습니다.`
        : `${address}에 남은 연결이 없습니다.`,
    cause:
      of === 'user'
        ? 'max_user_connections 한도에 도달했습니다.'
        : 'max_connections 한도에 도달했습니다. 다른 프로그램이 모두 쓰고 있습니다.',
    next: '일부를 끊거나(SHOW PROCESSLIST), 한도를 올리거나, 레인 수를 줄이세요.',
  }),
  'connect.blocked': ({ address, why }) => ({
    what: `${withParticle(address, '이/가')} 이 컴퓨터의 접속을 막고 있습니다.`,
    cause:
      why === 'errors'
        ? '이곳에서 맺은 연결이 너무 많이 중단되어(max_connect_errors) 서버가 이 호스트를 차단했습니다.'
        : '이 호스트에서 로그인할 수 있는 계정이 서버에 없습니다.',
    next:
      why === 'errors'
        ? '서버에서 실행: FLUSH HOSTS; (MariaDB, MySQL 5.7) 또는 TRUNCATE TABLE performance_schema.host_cache;'
        : "서버에 이 호스트를 위한 계정을 만드세요. 예: CREATE USER 'user'@'%'.",
  }),
  'connect.bastion': ({ address, user, why, reason, fingerprint }, server) => ({
    what: `배스천 ${withParticle(`${user}@${address}`, '을/를')} 거쳐 갈 수 없습니다: ${sentence(inKorean(reason))}`,
    cause:
      ((why === 'unreachable' && UNREACHABLE[server?.code ?? '']) || BASTION_CAUSE[why]) +
      (fingerprint ? ` 배스천이 보여 준 키: ${fingerprint}` : ''),
    next: BASTION_NEXT[why],
  }),
  'connect.lost': ({ address, doing }) => ({
    what: `${withParticle(address, '과/와')}의 연결이 끊겼습니다. 하던 일: ${inKorean(doing)}.`,
    cause: '서버가 연결을 끊었거나(재시작, 시간 초과, KILL) 네트워크가 끊겼습니다.',
    next: '이어서 실행하세요. 커밋된 것은 그대로 남고 중복되는 행은 없습니다.',
  }),
  'rights.missing': ({ address, role, right, on, user }) => ({
    what: `${common.roles[role]} ${address}의 사용자 '${user}'에게 ${on}에 대한 ${right} 권한이 없습니다.`,
    cause:
      role === 'source' && on !== '*.*'
        ? '권한을 준 적이 없거나 이름이 틀렸습니다. 권한이 없으면 그 이름이 있는지도 볼 수 없습니다.'
        : null,
    next: '권한을 줄 수 있는 사람에게 아래 문장의 실행을 부탁하세요.',
  }),
  'target.read-only': ({ address, setting }) => ({
    what: `대상 ${withParticle(address, '은/는')} 읽기 전용입니다: ${setting} 값이 ON입니다.`,
    cause: '복제본이나 리더이거나, 점검을 위해 읽기 전용으로 바꾼 서버입니다.',
    next: '라이터의 주소를 사용하세요.',
  }),
  'bucket.missing': ({ bucket, address }) => ({
    what: `${address}에 버킷 ${withParticle(`'${bucket}'`, '이/가')} 없습니다.`,
    cause: null,
    next: '버킷 이름과 리전을 확인하거나 버킷을 먼저 만드세요.',
  }),
  'bucket.denied': ({ bucket, action, address }) => ({
    what: `${address}의 버킷 '${bucket}'에서 ${action} 작업이 거부되었습니다.`,
    cause: '역할이나 사용자에게 이 권한이 없거나, 버킷 정책이 막고 있습니다.',
    next: `역할이나 사용자의 정책에서 ${withParticle(action, '을/를')} 허용하세요. 아래 정책이면 충분합니다.`,
  }),
  'bucket.credentials': ({ reason, role }) => ({
    what: `S3에 쓸 수 있는 자격 증명이 없습니다: ${sentence(inKorean(reason))}`,
    cause: null,
    next:
      role !== undefined
        ? `역할의 신뢰 정책에 자신을 추가하고, 자신의 정책에서 ${role}에 대한 sts:AssumeRole을 허용하세요.`
        : 'AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY, 또는 AWS_PROFILE을 설정하거나, `?role=arn:aws:iam::<account>:role/<name>`으로 역할을 지정하세요.',
  }),
  'bucket.failed': ({ bucket, action, reason }) => ({
    what: `버킷 '${bucket}'에서 ${action} 작업이 실패했습니다: ${sentence(inKorean(reason))}`,
    cause: null,
    next: '저장소가 다시 응답하면 이어서 실행하세요. 완성된 파일은 그대로 남습니다.',
  }),
  'folder.failed': ({ folder, reason }) => ({
    what: `폴더 ${withParticle(folder, '을/를')} 사용할 수 없습니다: ${sentence(inKorean(reason))}`,
    cause: null,
    next: '경로가 맞는지, 쓰기 권한과 남은 공간이 있는지 확인하세요.',
  }),
} satisfies Partial<Wording>;

const LOGIN_CAUSE: Record<NonNullable<ErrorFacts['connect.login']['why']>, string> = {
  password: '비밀번호가 틀렸거나, 이 컴퓨터에서 접속하는 이 사용자를 서버가 모릅니다.',
  'no-password': '비밀번호를 주지 않았거나, 이 컴퓨터에서 접속하는 이 사용자를 서버가 모릅니다.',
  socket:
    '비밀번호가 없는 계정입니다. 서버가 있는 컴퓨터의 같은 이름 사용자만 쓸 수 있습니다(unix_socket, auth_socket).',
  locked: '계정이 잠겨 있습니다.',
  expired: '비밀번호가 만료되었습니다.',
  auth: '이 계정의 인증 방식은 이 연결에서 쓸 수 없습니다.',
  schema: '사용자가 이 스키마를 쓸 수 없거나, 스키마가 없습니다.',
};

/** What the server does not say in so many words. */
const LACKS: Record<NonNullable<ErrorFacts['connect.login']['lacks']>, string> = {
  tls: ' 또는 계정이 TLS를 요구하는데 이 연결은 TLS가 아닙니다: `?ssl=require`를 써 보세요.',
  certificate: ' 또는 계정이 인증서를 요구합니다(REQUIRE X509): `?cert=/path/cert.pem&key=/path/key.pem`.',
};

const LOGIN_NEXT: Record<NonNullable<ErrorFacts['connect.login']['why']>, string> = {
  password: '비밀번호를 확인하세요. 서버에서는 아래 문장으로 계정을 찾아볼 수 있습니다.',
  'no-password':
    '비밀번호를 입력하거나 `dms-tui --help`에서 주는 방법을 확인하세요. 서버에서는 아래 문장으로 계정을 찾아볼 수 있습니다.',
  socket:
    '비밀번호가 있는 계정을 쓰거나, 그 컴퓨터에서 소켓으로 연결하세요: `?socket=/run/mysqld/mysqld.sock`.',
  locked: "관리자에게 잠금 해제를 부탁하세요: ALTER USER 'user'@'host' ACCOUNT UNLOCK;",
  expired: "서버의 기본 클라이언트로 로그인해 새로 설정하세요: ALTER USER USER() IDENTIFIED BY '…';",
  auth: '계정을 일반적인 방식(caching_sha2_password, mysql_native_password)의 비밀번호로 바꾸거나 다른 계정을 쓰세요.',
  schema: '스키마 이름과 이 계정이 쓸 수 있는 범위를 확인하세요.',
};

const TLS_NEXT: Record<TlsFailure, string> = {
  expired: '서버의 인증서를 갱신하세요. 그때까지는 `?ssl=require`로 신원 확인 없이 암호화만 할 수 있습니다.',
  'not-yet-valid': '두 컴퓨터의 시계를 확인하세요.',
  'self-signed':
    '이 인증서를 인증 기관으로 지정하세요: `?ca=/path/to/ca.pem`. `?ssl=require`는 신원 확인 없이 암호화만 합니다.',
  'unknown-ca':
    '올바른 인증 기관을 지정하세요: `?ca=/path/to/ca.pem`. `?ssl=require`는 신원 확인 없이 암호화만 합니다.',
  name: '인증서에 적힌 이름으로 접속하거나, 이름을 비교하지 않는 `?ssl=verify-ca`를 쓰세요.',
  unsupported: '서버에서 TLS를 켜거나(ssl_cert, ssl_key), 엿들을 사람이 없는 곳이라면 `?ssl=none`을 쓰세요.',
  required: '`?ssl=require`를 쓰세요. `?ssl=verify-full`이 더 좋습니다.',
  'client-certificate': '서버가 받아들이는 인증서를 지정하세요: `?cert=/path/cert.pem&key=/path/key.pem`.',
  handshake: '서버가 허용하는 TLS 버전(tls_version)을 확인하세요. 여기서는 TLS 1.2와 1.3을 사용합니다.',
};

function tlsCause(why: TlsFailure, certificate: ErrorFacts['connect.tls']['certificate']): string | null {
  const shown = certificate
    ? ` 서버가 보여 준 인증서: ${certificate.subject}, 발급자 ${certificate.issuer}, ${certificate.validTo.slice(0, 10)}까지 유효.`
    : '';
  return `${TLS_CAUSE[why]}${shown}`;
}

const TLS_CAUSE: Record<TlsFailure, string> = {
  expired: '서버의 인증서가 만료되었습니다.',
  'not-yet-valid': '서버의 인증서가 아직 유효하지 않습니다.',
  'self-signed': 'MySQL이 기본으로 만드는 것처럼 서버가 스스로 서명한 인증서입니다.',
  'unknown-ca': '서버의 인증서가 여기서 신뢰하지 않는 인증 기관에서 발급되었습니다.',
  name: '서버의 인증서가 다른 이름으로 발급되었습니다.',
  unsupported: '서버가 TLS를 지원하지 않습니다.',
  required: '서버가 TLS 없는 연결을 받지 않습니다(require_secure_transport).',
  'client-certificate': '서버가 클라이언트 인증서를 요구하거나, 받은 인증서를 거부했습니다.',
  handshake: '양쪽이 함께 쓸 수 있는 버전이나 암호 방식이 없거나, 중간에서 핸드셰이크가 끊겼습니다.',
};

const BASTION_CAUSE: Record<BastionFailure, string> = {
  unreachable:
    '방화벽이나 보안 그룹이 패킷을 버리거나, 다른 네트워크의 주소이거나, 배스천이 내려가 있습니다.',
  handshake:
    '이 포트에서 다른 서비스가 응답하거나, 배스천이 시작 중이거나 과부하 상태이거나 아주 오래된 버전입니다.',
  'key-unknown': '이 배스천은 알려진 호스트(known hosts)에 없어서, 진짜인지 확인할 수 없습니다.',
  'key-changed': '배스천을 새로 설치했거나, 누군가 중간에서 통신을 가로채고 있습니다.',
  'key-revoked':
    '이 키는 유출된 것으로 표시되어 있습니다. 키를 가진 사람은 누구나 배스천 행세를 할 수 있습니다.',
  login: '사용자, 키 또는 비밀번호가 이 배스천의 것이 아닙니다.',
  identity: '경로가 틀렸거나, 키 또는 그 암호 문구이 다릅니다.',
  forward: '배스천의 규칙이 막고 있거나, 배스천에서 서버로 연결할 수 없습니다.',
};

const BASTION_NEXT: Record<BastionFailure, string> = {
  unreachable: '배스천의 호스트와 포트, 이 컴퓨터의 접속이 허용되는지 확인하세요. 직접 확인하려면:',
  handshake: '배스천의 포트를 확인하세요. 직접 확인하려면:',
  'key-unknown': '지문을 배스천 관리자가 알려 준 것과 비교하고, 같을 때에만 실행하세요:',
  'key-changed':
    '배스천 관리자에게 문의하세요. 관리자가 바꾼 것이 맞을 때에만 옛 키를 지우고 새 키를 등록하세요:',
  'key-revoked': '연결하지 마세요. 배스천 관리자에게 새 키를 요청하세요.',
  login: '배스천의 사용자, 키, 비밀번호를 확인하세요. 직접 확인하려면:',
  identity: '`?ssh-key=`의 경로와 암호 문구을 확인하세요:',
  forward: '배스천에서 본 서버 주소와 배스천이 허용하는 연결을 확인하세요:',
};

const UNREACHABLE: Record<string, string> = {
  ENOTFOUND: '이곳의 DNS가 이 호스트 이름을 모릅니다.',
  EAI_AGAIN: 'DNS가 응답하지 않습니다.',
  ECONNREFUSED: '컴퓨터는 있지만 이 포트에서 기다리는 프로그램이 없습니다.',
  ETIMEDOUT: '응답이 없습니다. 대개 방화벽이나 보안 그룹이 이런 패킷을 버립니다.',
  EHOSTUNREACH: '여기서 그 컴퓨터으로 가는 경로가 없습니다.',
  ENETUNREACH: '여기서 그 네트워크로 가는 경로가 없습니다.',
  ENOENT: '소켓 파일이 없습니다.',
};
