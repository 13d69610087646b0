/** Short answers on the spots where people stumble. */
import type { CardTexts } from './words.ts';

export const cards: CardTexts = {
  'two-endpoints': {
    title: 'The word “endpoint” means two things',
    text: [
      'Amazon RDS calls the address of a database its endpoint: db1.cluster-abc.ap-northeast-2.rds.amazonaws.com. AWS DMS calls a saved connection an endpoint: that address, with a port, a user, a password and a direction.',
      'So when somebody says that the endpoint does not work, ask which one. The address: does the name resolve, does the port answer? Or the connection: user, password, rights, settings?',
    ],
  },
  'one-hop': {
    title: 'Why test one hop at a time',
    text: [
      'Between you and a row there are a name, a port, perhaps TLS, a login, rights and settings. Tested all at once at the end, “it does not work” may be any of them, on either side.',
      'Tested one by one, the first that fails is the one to mend, and everything before it is known to be good.',
    ],
  },
  'special-characters': {
    title: 'What special characters do to files',
    text: [
      'A CSV file has no types, only three signs that mean something: the comma, the quote and the line end. A title with a comma in it looks like two columns, one with a line break like two rows, and NULL looks like an empty text.',
      'What protects you here: values with such signs stand in quotes, and quotes in them are doubled (RFC 4180). NULL is written as nothing, an empty text as two quotes. Text is UTF-8, bytes are hexadecimal, and the files are read back and compared.',
      'The other half is the reader: who splits the lines at commas breaks it all again. Use a reader that knows quotes.',
    ],
  },
  'busy-instance': {
    title: 'Why an instance is busy',
    text: [
      'An instance has a fixed size. Where a class shares one, all tasks share its lanes and its memory, and everybody waits for everybody.',
      'Here one run at a time works on an instance. Who comes second is told who works on it, since when, and what it does. Wait, or make an instance of your own: on this machine it costs nothing.',
    ],
  },
  'rdbms-or-s3': {
    title: 'A database or S3?',
    text: [
      'A database answers questions about single rows at once, keeps rules, and takes changes; it costs money by the hour. Files in S3 cost little, keep for ever, and can be read by Athena, Spark or pandas, many gigabytes at a time; nobody changes a single row in them.',
      'So move to a database what a program works on, and to S3 what is to be analysed or kept. Many do both, from the same source.',
    ],
  },
  cost: {
    title: 'What it would have cost',
    text: [
      'In the cloud you would have paid for three machines, two databases and the instance, by the hour from creation to deletion, whether they work or not; and for storage, logs, and data that leaves the region. For an afternoon that is little.',
      'What costs is forgetting. From Friday evening to Monday morning are 60 hours, a month is 720, and each of the three is billed for all of them. So delete when you are done: first the task, then the endpoints, then the instance, then the databases and what is in the bucket.',
      'Here it was processes on your machine, and they go when you leave.',
    ],
  },
};
