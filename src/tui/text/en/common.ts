/** Words that stand on more than one screen. */
export const common = {
  yes: 'yes',
  no: 'no',
};
