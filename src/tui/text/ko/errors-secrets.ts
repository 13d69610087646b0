/** Words for secrets that could not be had. */
import { sentence, type Wording } from '../wording.ts';
import { withParticle } from './particles.ts';
import { inKorean } from './phrases.ts';

const WAYS = '`--password-env NAME`, `--password-command CMD` 또는 `--ask-password`';
const VARIABLES = 'DMS_TUI_SOURCE_PASSWORD 또는 DMS_TUI_TARGET_PASSWORD';

export const secretWords = {
  'secret.keyring': ({ reason }) => ({
    what: `이 컴퓨터의 키링을 사용할 수 없습니다: ${sentence(inKorean(reason))}`,
    cause: null,
    next: `키링을 시작하거나 잠금을 풀거나, \`dms-tui endpoint edit\`로 비밀 정보를 다른 곳에 두세요: ${WAYS}. 한 번만 실행한다면 ${VARIABLES}로도 됩니다.`,
  }),
  'secret.missing': ({ of, from, name }) => ({
    what: `로그인할 수단이 없습니다: ${inKorean(of)} — ${MISSING[from](name)}.`,
    cause: null,
    next: INSTEAD[from](name),
  }),
  'secret.command': ({ of, command, reason, said }) => ({
    what: `명령이 비밀 정보를 주지 않았습니다 (${inKorean(of)}): ${inKorean(reason)}.`,
    cause: said ? `명령의 출력: ${sentence(said)}` : null,
    next: `직접 실행해 보세요: \`${command}\`. 출력의 첫 줄이 비밀 정보입니다.`,
  }),
} satisfies Partial<Wording>;

const MISSING = {
  keyring: () => '이 컴퓨터의 키링에 없습니다',
  environment: (name: string) => `환경 변수 ${name}에 있어야 하는데 없습니다`,
  prompt: () => '물어보아야 하는데 터미널이 없습니다',
};

const INSTEAD = {
  keyring: () =>
    `\`dms-tui endpoint edit\`로 다시 저장하세요: \`--password-stdin\`, 또는 ${WAYS}. 한 번만 실행한다면 ${VARIABLES}로도 됩니다.`,
  environment: (name: string) =>
    `${withParticle(name, '을/를')} 설정하거나, \`dms-tui endpoint edit\`로 다른 방법을 지정하세요: ${WAYS}.`,
  prompt: () => `터미널에서 실행하거나 ${withParticle(VARIABLES, '을/를')} 설정하세요.`,
};
