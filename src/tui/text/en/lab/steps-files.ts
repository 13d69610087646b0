/** The second lab: files in a bucket. */
import type { StepTexts } from './words.ts';

export const fileSteps: Pick<StepTexts, 's3-endpoint' | 'movies' | 'objects' | 'file' | 'several'> = {
  's3-endpoint': {
    title: 'Create the S3 endpoint and test it',
    text: [
      'This time the target is a bucket: dees2-class, with a folder of your own, as a class shares one bucket. The replication instance and the source endpoint of the first lab are there already.',
      'On AWS you would also name a service access role (arn:aws:iam::…:role/…): the instance takes on that role, and the role may write into the bucket. So no key is typed anywhere, and what the instance may do is written in one place. The store of this lab knows no roles; leave the field empty.',
    ],
    hints: [
      'Choose S3 as the kind. Bucket, region and store stand above; the folder is any name of your own. The address of the store is needed because it is not AWS.',
      "On the command line: dms-tui endpoint create student-s3 --target 's3://dees2-class/<folder>?region=us-east-1&endpoint=http://127.0.0.1:<port>', then dms-tui endpoint test student-s3 --instance <your instance>",
    ],
  },
  movies: {
    title: 'A task with movies only',
    text: [
      'Create a task from the source endpoint to the S3 endpoint, with the schema dees and the table movies: a name without % stands for itself. Then run it.',
      'Nothing has to be created in a bucket beforehand. A file appears when it is complete, never before.',
    ],
    hints: [
      'On the command line: dms-tui copy student-source student-s3 --include dees.movies --instance <your instance>',
    ],
  },
  objects: {
    title: 'Look at the objects',
    text: [
      'Look into the bucket: each table has a folder of its own, schema/table/, and in it files LOAD00000001.csv and so on. The number counts in hexadecimal, as AWS DMS has it. There are several files, as several pieces of a table move at once.',
      'Folders matter: Athena, Glue and Spark take one folder for one table.',
    ],
    hints: ['On the command line: dms-tui endpoint browse student-s3'],
  },
  file: {
    title: 'Open the file',
    text: [
      'Open the first file and look for the spots where CSV hurts: titles with quotes, with commas, with a line break in them, and fields with nothing in them. Nothing can mean NULL or an empty text, and here you can tell which.',
    ],
    hints: [
      'Two quotes inside quotes are one. A line break inside quotes does not end the row.',
      'On the command line: dms-tui endpoint browse student-s3 dees.movies --rows 20',
    ],
  },
  several: {
    title: 'The same with several tables',
    text: [
      'One more task, with the mapping dees and %: one folder for each table. The files of movies are there already, so choose “drop and create” for the target tables in its settings. The lab counts the rows of every file and compares them with the source.',
    ],
    hints: [
      'The files of movies are replaced, not doubled.',
      "On the command line: dms-tui copy student-source student-s3 --include 'dees.%' --prep drop-and-create --instance <your instance>",
    ],
  },
};
