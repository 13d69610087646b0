/**
 * Everything there is in words, in Korean. One word for one thing, as people at databases and the console of AWS
 * DMS say it: 원본, 대상, 엔드포인트, 복제 인스턴스, 태스크, 테이블 매핑, 전체 로드, 검증, 행, 컬럼, 레인, 청크, 배스천,
 * 단계 (hop). SQL, settings, options and codes stay as they are typed.
 */
import type { Words } from '../words.ts';
import { assessment, start } from './assessment.ts';
import { browse } from './browse.ts';
import { browsing } from './browsing.ts';
import { checks } from './checks.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { connections } from './connections.ts';
import { counts } from './counts.ts';
import { endpoint } from './endpoint.ts';
import { errorLabels, errors } from './errors.ts';
import { exportTask } from './export-task.ts';
import { findings } from './findings.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { hops } from './hops.ts';
import { instance } from './instance.ts';
import { lab } from './lab/lab.ts';
import { linear } from './linear.ts';
import { noConsole } from './no-console.ts';
import { inKorean } from './phrases.ts';
import { places } from './places.ts';
import { plan } from './plan.ts';
import { questions } from './questions.ts';
import { run } from './run.ts';
import { runScreen } from './run-screen.ts';
import { savedEndpoint } from './saved-endpoint.ts';
import { secret } from './secret.ts';
import { settings } from './settings.ts';
import { report, summary } from './summary.ts';
import { tables } from './tables.ts';
import { task } from './task.ts';
import { time } from './time.ts';
import { way } from './way.ts';
import { wholeWay } from './whole-way.ts';
import { wizard } from './wizard.ts';

export const ko: Words = {
  assessment,
  browse,
  browsing,
  checks,
  commands,
  common,
  connections,
  counts,
  endpoint,
  errorLabels,
  errors,
  exportTask,
  findings,
  frame,
  home,
  hops,
  instance,
  lab,
  linear,
  noConsole,
  places,
  plan,
  questions,
  report,
  run,
  runScreen,
  said: inKorean,
  savedEndpoint,
  secret,
  settings,
  start,
  summary,
  tables,
  task,
  time,
  way,
  wholeWay,
  wizard,
};
