/** Joins the console to Ink: keys in, lines out. Ink owns the terminal and draws only what changed. */
import { Box, Text, useApp, useCursor, useInput, usePaste, useWindowSize } from 'ink';
import { memo, useEffect, useSyncExternalStore } from 'react';
import type { Console } from './console.ts';
import { drawConsole } from './frame.ts';
import { arrival } from './keys/key.ts';
import { stopProcess } from './stop-process.ts';
import type { Look } from './theme/look.ts';

export interface AppProps {
  readonly console: Console;
  readonly look: Look;
}

export function App({ console, look }: AppProps) {
  useSyncExternalStore(console.store.subscribe, console.store.get);
  const room = useWindowSize();
  useEffect(() => console.resize(room), [console, room]);
  const { suspendTerminal } = useApp();
  useEffect(() => {
    console.onTerminal({
      suspend: () => void suspendTerminal(stopProcess),
      // Giving the terminal away and taking it back draws everything anew.
      redraw: () => void suspendTerminal(() => {}),
    });
  }, [console, suspendTerminal]);
  useInput((input, key) => {
    const came = arrival(input, key);
    if ('pasted' in came) console.write(came.pasted, true);
    else for (const press of came.presses) console.press(press);
  });
  usePaste((text) => console.write(text, true));
  const { lines, cursor } = drawConsole(console, room, look);
  const { setCursorPosition } = useCursor();
  setCursorPosition(cursor ? { x: cursor.column, y: cursor.row } : undefined);
  return (
    <Box flexDirection="column" width={room.columns} height={room.rows} overflow="hidden">
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the window is its place
        <Line key={row} text={line} />
      ))}
    </Box>
  );
}

/** Drawn again only when it says something else. */
const Line = memo(function Line({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});
