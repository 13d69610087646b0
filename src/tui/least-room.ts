/** Below this nothing can be laid out so that it still says something. */
export const LEAST_ROOM = { columns: 60, rows: 16 };
