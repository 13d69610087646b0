import type { NoteField, Side } from '../../../../lab/lessons/facts.ts';
import type { PrepMode } from '../../../../model/task-settings.ts';
import type { MissingWords } from '../../en/lab/words.ts';
import { exact } from '../../numbers.ts';
import { counts } from '../counts.ts';
import { hops } from '../hops.ts';
import { withParticle } from '../particles.ts';
import { settings } from '../settings.ts';
import { summary } from '../summary.ts';

export const MODES: Record<PrepMode, string> = settings.options.prep;

export const SIDES: Record<Side, string> = { source: '원본', target: '대상' };

const FIELDS: Record<NoteField, string> = { url: 'URL', user: '사용자', password: '비밀번호', port: '포트' };

export const missing: MissingWords = {
  instance: () => '아직 인스턴스가 없습니다.',
  'instance.class': ({ ids }) => `클래스가 small인 인스턴스가 없습니다. 지금 있는 것: ${ids.join(', ')}.`,
  note: ({ side }) => `${SIDES[side]}의 접속 정보를 아직 적지 않았습니다.`,
  'note.fields': ({ side, fields }) =>
    `${SIDES[side]} 메모에서 나눠 준 것과 다른 칸: ${fields.map((field) => FIELDS[field]).join(', ')}.`,
  'look.tables': ({ tables }) => `나눠 준 사용자로 아직 행을 보지 않은 테이블: ${tables.join(', ')}.`,
  'look.target': () => '나눠 준 사용자로 대상의 스키마를 아직 보지 않았습니다.',
  endpoint: ({ role }) => `아직 ${SIDES[role]} 엔드포인트가 없습니다.`,
  'endpoint.name': ({ role, ids }) =>
    `${SIDES[role]} 엔드포인트의 이름은 ${withParticle(`-${role}`, '으로/로')} 끝나야 합니다. 지금 있는 것: ${ids.join(', ')}.`,
  'endpoint.place': ({ id, wanted }) =>
    `${withParticle(id, '은/는')} 다른 곳을 가리킵니다. ${withParticle(wanted, '을/를')} 가리켜야 합니다.`,
  'endpoint.user': ({ id, wanted }) =>
    `${withParticle(id, '은/는')} 다른 사용자로 접속합니다. 나눠 준 사용자는 ${wanted}입니다.`,
  'endpoint.bucket': ({ bucket }) =>
    `버킷 ${withParticle(bucket, '을/를')} 가리키는 엔드포인트가 아직 없습니다.`,
  'endpoint.folder': ({ id }) => `${id}에 폴더가 없습니다. 함께 쓰는 버킷에서는 자기 폴더가 있어야 합니다.`,
  connection: ({ id }) => `${withParticle(id, '을/를')} 아직 테스트하지 않았습니다.`,
  'connection.outdated': ({ id }) =>
    `테스트한 뒤에 ${withParticle(id, '이/가')} 바뀌었습니다. 다시 테스트하세요.`,
  'connection.instance': ({ id }) =>
    `${withParticle(id, '을/를')} 테스트했지만 인스턴스를 통하지 않았습니다. 테스트할 때 내 인스턴스를 고르세요.`,
  'connection.failed': ({ id, hop }) =>
    `${id}의 마지막 테스트가 ${hops.names[hop]}에서 실패했습니다. 그 구간부터 고치세요. 방법은 테스트 결과에 있습니다.`,
  way: ({ source, target }) =>
    `양쪽 모두 접속됩니다. 이제 ${withParticle(source, '과/와')} ${withParticle(target, '을/를')} 인스턴스 하나를 통해 함께 테스트하세요.`,
  run: ({ tables }) => `${withParticle(tables.join(', '), '을/를')} 옮긴 실행이 아직 없습니다.`,
  'run.outcome': ({ task, outcome }) =>
    `${task}의 마지막 실행이 제대로 끝나지 않았습니다: ${summary.outcomes[outcome]}.`,
  preparation: ({ mode, table }) =>
    `${withParticle(table, '을/를')} "${MODES[mode]}" 모드로 실행한 적이 아직 없습니다.`,
  'preparation.rows': ({ mode, table }) =>
    `"${MODES[mode]}" 모드로 실행했지만 ${withParticle(table, '이/가')} 비어 있어 볼 것이 없었습니다. 한 번 더 실행하세요.`,
  'lobs.limited': ({ table }) => `${table}의 값을 자른 실행이 아직 없습니다. 대형 객체를 32 KB로 제한하세요.`,
  'lobs.full': ({ table }) => `${withParticle(table, '을/를')} 온전한 값으로 옮긴 실행이 아직 없습니다.`,
  'lobs.cut': ({ table }) =>
    `대상의 ${table} 값이 원본과 다릅니다. 앞선 실행에서 잘린 값이 남아 있습니다. 테이블을 새로 만들게 하세요.`,
  'columns.left-out': ({ table }) => `${table}의 컬럼이 모두 대상에 있습니다. 하나를 빼세요.`,
  'columns.renamed': ({ table }) => `대상의 ${table}에 이름이 바뀐 컬럼이 아직 없습니다.`,
  dial: () =>
    'dees 전체를 실행하면서 다이얼을 돌린 적이 없습니다. 다시 실행하면서 레인이나 속도를 바꾸거나 일시 정지해 보세요.',
  'table.gone': ({ side, table }) => `${withParticle(table, '이/가')} ${SIDES[side]}에 없습니다.`,
  rows: ({ table, source, target }) =>
    `${table}: 원본은 ${counts.rows(source)}, 대상은 ${exact(target)}행입니다.`,
  content: ({ table }) => `${withParticle(table, '은/는')} 양쪽의 행 수는 같지만 내용이 다릅니다.`,
  'look.rows': () => '행 수와 합계가 일치합니다. 이제 대상의 테이블을 열어 앞쪽 행을 직접 보세요.',
  'objects.layout': ({ key }) => `버킷에 예상과 다른 것이 있습니다: ${key}.`,
  'look.objects': () => '객체가 있습니다. 이제 버킷을 직접 열어 보세요.',
  'look.file': ({ key }) => `${withParticle(key, '을/를')} 쓴 뒤로 아무도 열어 보지 않았습니다.`,
  'file.rows': ({ table, source, files }) =>
    `${table}: 원본은 ${counts.rows(source)}, 파일에는 ${exact(files)}행이 있습니다.`,
};
