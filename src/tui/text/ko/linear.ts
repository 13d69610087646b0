import type { linear as english } from '../en/linear.ts';
import { withParticle } from './particles.ts';

const MISSING = { host: '호스트', user: '사용자', bucket: '버킷' } as const;

export const linear: typeof english = {
  because: {
    dumb: 'TERM=dumb에서는 콘솔을 그릴 수 없어 한 줄씩 묻습니다.',
    screenReader: '화면 낭독기가 켜져 있어 한 줄씩 묻습니다.',
  },
  welcome:
    '마이그레이션을 한 질문씩 진행합니다. 마지막 질문 전에는 아무것도 바뀌지 않습니다. Ctrl-C로 나갑니다.',
  end: {
    source:
      '데이터를 어디서 가져옵니까? mysql://user@host/schema 같은 URL, 저장된 엔드포인트 이름, 또는 접속 정보 메모.',
    target:
      '어디로 보냅니까? mysql://user@host, s3://bucket/folder, file:///folder 같은 URL, 저장된 엔드포인트 이름, 또는 접속 정보 메모.',
  },
  endNoted: (role, url) =>
    role === 'source'
      ? `메모에 있는 원본: ${url}. Enter를 누르면 그대로 쓰고, 아니면 다시 입력하세요.`
      : `메모에 있는 대상: ${url}. Enter를 누르면 그대로 쓰고, 아니면 다시 입력하세요.`,
  noteEnds: '빈 줄을 입력하면 메모가 끝납니다.',
  readAs: (url, hasPassword) => `읽은 내용: ${url}${hasPassword ? ' (비밀번호 포함)' : ''}`,
  noteMisses: (missing) => {
    const names = missing.map((one) => MISSING[one]).join(', ');
    return `메모에 ${withParticle(names, '이/가')} 없습니다.`;
  },
  again: {
    source: '고친 다음 원본을 다시 입력하거나 다른 원본을 입력하세요.',
    target: '고친 다음 대상을 다시 입력하거나 다른 대상을 입력하세요.',
  },
  schemas: (names) => `스키마: ${names.length === 0 ? '없음' : names.join(', ')}`,
  tables: (usual) =>
    `어떤 테이블을 옮깁니까? schema.table 형식의 패턴, %는 아무 글자, 앞에 !를 붙이면 제외${
      usual === null ? '' : `. 그냥 Enter를 누르면 ${usual}`
    }.`,
  moreTables: (count) => `그 밖에 테이블 ${count}개`,
  near: (names) => `비슷한 이름: ${names.join(', ')}`,
  takeThese: '이 테이블을 옮길까요?',
  take: '예',
  otherPattern: '아니요, 다른 패턴',
  prep: '대상에 같은 테이블이 이미 있으면 어떻게 합니까?',
  noSuchChoice: (most) => `없는 번호입니다. 1에서 ${most} 사이의 번호를 입력하세요.`,
  way: (source, target) => `${source}에서 ${withParticle(target, '으로/로')} 옮깁니다.`,
  command: '한 줄 명령으로는:',
  ready: '시작할까요?',
  start: '예, 시작',
  leave: '아니요, 그대로 두기',
  repeat: '다시 하려면:',
};
