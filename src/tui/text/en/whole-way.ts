/** Words of the test of the whole way. */
export const wholeWay = {
  title: 'The whole way',
  hint: 'left and right choose',
  explain: 'Enter tests both ends, one hop after the other, and shows the way as one picture.',
  lacking: {
    source: 'No source endpoint is saved yet. Make one first: esc, then n.',
    target: 'No target endpoint is saved yet. Make one first: esc, then n.',
  },
};
