/** Words of the test of the whole way. */
export const wholeWay = {
  title: 'The whole way',
  hint: 'left and right choose',
  explain: (key: string) =>
    `${key} tests both ends, one hop after the other, and shows the way as one picture.`,
  lacking: {
    source: (back: string, make: string) =>
      `No source endpoint is saved yet. Make one first: ${back}, then ${make}.`,
    target: (back: string, make: string) =>
      `No target endpoint is saved yet. Make one first: ${back}, then ${make}.`,
  },
};
