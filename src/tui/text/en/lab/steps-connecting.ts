/** The first half of the first lab: everything that is needed before a row moves. */
import type { StepTexts } from './words.ts';

export const connectingSteps: Pick<
  StepTexts,
  'instance' | 'note' | 'look-source' | 'look-target' | 'source-endpoint' | 'target-endpoint' | 'whole-way'
> = {
  instance: {
    title: 'Create a replication instance',
    text: [
      'Somebody has to carry the rows: a machine between the two databases that reads from one and writes to the other. AWS DMS rents you such a machine and calls it a replication instance. Here it is a process on this computer.',
      'Give it an id that nobody else has, and the class small: two lanes and 256 MB, enough for this lab.',
    ],
    hints: [
      'An id has letters, digits and single hyphens and begins with a letter. In an account that a class shares, put your initials into it.',
      'On the command line: dms-tui instance create student-small --class small',
    ],
  },
  note: {
    title: 'Note the connection data of both databases',
    text: [
      'Four things are enough to reach any database: its URL (the name of the host), a user, a password and a port. Write them down for the source and for the target before you type them anywhere.',
      'Most afternoons that are lost in a migration are lost to a typing error in one of these four.',
    ],
    hints: [
      'What your instructor hands out stands above. It can be copied and pasted whole: the values find their fields.',
      'The port is the number behind the colon. MySQL is at 3306 as a rule; these two are private servers, and each has a port of its own.',
    ],
  },
  'look-source': {
    title: 'Look into the source',
    text: [
      'Look at what is there before you move it, as you would in a workbench. The schema dees has three tables: movies, sample1 and sample2. Open each of them, and look at its first rows and at how many it has.',
      'At the end you will compare with these numbers. Who has not seen the source cannot tell whether the target is right.',
    ],
    hints: [
      'Numbers with ~ are estimates: the server has not counted. Only COUNT(*) is exact.',
      "On the command line: dms-tui endpoint browse mysql://reader@127.0.0.1:<port> 'dees.%', and then dees.movies, dees.sample1 and dees.sample2, each with --rows 5. Another workbench will do as well.",
    ],
  },
  'look-target': {
    title: 'Prove that the target answers, too',
    text: [
      'Sign in at the target as its own user and look at its schemas. There are none of yours yet, and that is the point: what is there at the end, you have brought.',
      'It also proves that this user may sign in from here, before anything depends on it.',
    ],
    hints: [
      'The target has a user, a password and a port of its own; those of the source do not open it.',
      'On the command line: dms-tui endpoint browse mysql://student@127.0.0.1:<port>, which asks for the password.',
    ],
  },
  'source-endpoint': {
    title: 'Create the source endpoint and test it',
    text: [
      'An endpoint is a connection under a name: where a database is, as whom to sign in, and how. Let that name end with -source, so that nobody ever mixes up the two directions.',
      'Then test it through your instance. What counts is whether the instance reaches the database, not whether you do.',
    ],
    hints: [
      'Everything the form asks for is in your note, and above. Pasted into any field it fills them all.',
      'On the command line: dms-tui endpoint create student-source --source mysql://reader@127.0.0.1:<port> --password-stdin, then dms-tui endpoint test student-source --instance <your instance>',
    ],
  },
  'target-endpoint': {
    title: 'Create the target endpoint and test it',
    text: [
      'The same for the other side, with a name that ends with -target. A target is asked for more: its user must be allowed to create tables and to write rows, so the test looks at other rights than that of a source.',
    ],
    hints: [
      'When a right is missing, the test prints the GRANT that gives it.',
      'On the command line: dms-tui endpoint create student-target --target mysql://student@127.0.0.1:<port> --password-stdin, then dms-tui endpoint test student-target --instance <your instance>',
    ],
  },
  'whole-way': {
    title: 'See the whole path light up',
    text: [
      'Now test both ends together: source DB, source endpoint, replication instance, target endpoint, target DB. When every link has its tick, all that a migration stands on is proved.',
      'Whatever fails from here on is about data, and no longer about connections.',
    ],
    hints: [
      'On the command line: dms-tui endpoint test student-source student-target --instance <your instance>',
    ],
  },
};
