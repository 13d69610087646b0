import type { guide as english } from '../../en/lab/guide.ts';

export const guide: typeof english = {
  title: '안내',
  open: '안내',
  step: (at, of, title) => `${of}단계 중 ${at}단계: ${title}`,
  count: (at, of) => `${at} / ${of}단계`,
  more: '아래로: 더 보기',
  looking: '확인하는 중 …',
  doing: '대신 하는 중 …',
  failed: '확인하지 못했습니다. 이유는 안내에 있습니다.',
  holds: (guide, next) => `다 됐습니다. 다음 단계로: ${guide}, ${next}`,
  over: (key) => `마지막 단계였습니다. 콘솔을 닫으면(${key}) 만든 것과 측정한 것을 정리한 문서가 저장됩니다.`,
  comeBack: (lab, at, of) => `${of}단계 중 ${at}단계에 있습니다. 이어서 하기: dms-tui lab ${lab}`,
  note: '메모',
  noteHow: (key) => `양쪽을 적거나 통째로 붙여 넣으세요. 저장: ${key}`,
};
