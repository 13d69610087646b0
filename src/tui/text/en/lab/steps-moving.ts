/** The second half of the first lab: a task with all its choices, run and verified. */
import type { StepTexts } from './words.ts';

export const movingSteps: Pick<
  StepTexts,
  | 'mappings'
  | 'prepare-nothing'
  | 'prepare-truncate'
  | 'prepare-drop'
  | 'lobs-limited'
  | 'lobs-full'
  | 'columns'
  | 'dial'
  | 'verify'
> = {
  mappings: {
    title: 'Create a task: dees and %',
    text: [
      'A task says what goes from where to where. Its table mappings choose the tables: the schema dees and the table %, where % stands for any name, as in LIKE.',
      'Choose your two endpoints, let the pattern match the three tables, and run the task once: your instance carries the rows. The target is empty, so the task makes the tables itself.',
    ],
    hints: [
      'The list of tables shows at once what a pattern matches. dees_media does not match dees: without % a name stands for itself.',
      "On the command line: dms-tui copy student-source student-target --include 'dees.%' --instance <your instance>",
    ],
  },
  'prepare-nothing': {
    title: 'Preparation mode: do nothing',
    text: [
      'What is to become of a table that stands on the target already? To make it visible, the lab has put a row of its own and an index of its own into dees.movies of the target.',
      'Run a task for movies alone, with “do nothing” for the target tables in its settings. It leaves what is there as it is and adds its rows. Watch what becomes of rows whose keys are there already.',
    ],
    hints: [
      'The run is expected to fail. The error names the first row that the target refused, and why.',
      'On the command line: dms-tui copy student-source student-target --include dees.movies --prep do-nothing --task try-preparation --instance <your instance>',
    ],
  },
  'prepare-truncate': {
    title: 'Preparation mode: truncate',
    text: [
      'The row and the index of the lab are there again. Run the task with “truncate” (AWS DMS: truncate before load): the table is emptied first and keeps its form. Columns, indexes and rights stay, every row goes.',
      'Use it where somebody has prepared the tables with care, and their rows come from you.',
    ],
    hints: [
      'Before rows are removed you are asked: the tables and their numbers of rows are listed, and you type the name of the schema.',
      'On the command line: dms-tui copy student-source student-target --include dees.movies --prep truncate --task try-preparation --instance <your instance>',
    ],
  },
  'prepare-drop': {
    title: 'Preparation mode: drop and create',
    text: [
      'Once more, with “drop and create” (AWS DMS: drop tables on target): the table is removed and made anew as the source has it. The row of the lab goes, and its index with it.',
      'Use it where the target is to become what the source is, and nothing there is worth keeping.',
    ],
    hints: [
      'Three modes, three fates: of the row, of the index, of the rows that were loaded before.',
      'On the command line: dms-tui copy student-source student-target --include dees.movies --prep drop-and-create --task try-preparation --instance <your instance>',
    ],
  },
  'lobs-limited': {
    title: 'Large objects, cut to a size',
    text: [
      'Beside dees the source has dees_media.posters, with images and screenplays of up to more than a megabyte: large objects, LOBs for short. In limited LOB mode every value is cut at a size that you choose. That needs little memory, and what is longer is lost.',
      'Run a task for dees_media.% with a limit of 32 KB, and look at the number of values that were cut: here each one is counted.',
    ],
    hints: [
      'In the settings of the task: large objects, limited, 32 KB. AWS DMS calls it LimitedSizeLobMode and LobMaxSize.',
      'In the summary, the column TRUNCATED.',
    ],
  },
  'lobs-full': {
    title: 'Large objects, whole',
    text: [
      'Run it again with the large objects “whole” (AWS DMS: full LOB mode): every value arrives, however long. The target holds cut values now, so let the task make the table anew.',
      'Afterwards the lab compares the bytes of both sides, inside both servers.',
    ],
    hints: [
      'In the settings of the task: large objects whole, and target tables truncate, or drop and create.',
    ],
  },
  columns: {
    title: 'Leave out one column, rename another',
    text: [
      'Not every column has to come along: some hold what nobody may see, some have names that nobody understands. Transformation rules change that on the way, and the source stays as it is.',
      'Make a task for movies that leaves out one column and gives another a new name, and let it make the table anew. Which ones, is up to you.',
    ],
    hints: [
      'Where the tables are chosen, a key opens the columns of movies, to leave one out and to rename another. The keys stand at the bottom; the help lists those that do not fit. Take movies itself, too.',
      'The key must come along: without it the rows could not be told apart.',
      'As rules of AWS DMS: rule-type transformation, rule-target column, rule-action remove-column or rename.',
    ],
  },
  dial: {
    title: 'Start, watch, turn a dial',
    text: [
      'Now everything together: one more task, for all of dees, made anew, with the column rules. Start it and watch: bars, rates, and the line that says who is being waited for, the source, the target or this side.',
      'While it runs, turn a dial: fewer or more lanes, a limit for the rate, or a pause. A migration shares its servers with others, and this is how it makes room for them.',
    ],
    hints: [
      'The keys for the lanes, the rate and a pause stand at the bottom of the run; the help lists those that do not fit.',
      'It is over in seconds? A small rate, or a pause, gives you time to look around.',
    ],
  },
  verify: {
    title: 'Verify on the target',
    text: [
      'A migration is not over when the rows are sent but when it is proved that they arrived. Compare the numbers with those that you saw on the source, and look at the first rows with your own eyes: Korean, quotes and dates are where it goes wrong.',
      'The lab lets both servers count and add up every table by themselves.',
    ],
    hints: [
      'Look into the tables of the target: it has to be asked after the last run.',
      'On the command line: dms-tui endpoint browse student-target dees.movies --rows 5',
    ],
  },
};
