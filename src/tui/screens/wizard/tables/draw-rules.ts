/** The rules that choose and change tables, one a line, in words. */
import { keyName } from '../../../keys/key-name.ts';
import { cutMiddle, printable } from '../../../layout/text.ts';
import { wrapped } from '../../../layout/wrap.ts';
import type { Room } from '../../../place.ts';
import { placed } from '../../../state/list.ts';
import { words } from '../../../text/words.ts';
import type { Look } from '../../../theme/look.ts';
import { pointed } from '../../../widgets/pointed.ts';
import type { Rule } from './rules.ts';
import type { TablesState } from './tables-state.ts';

export function ruleLines(state: TablesState, room: Room, look: Look): string[] {
  const title = look.paint('dim', words().tables.rules);
  if (state.rules.length === 0) {
    return [
      title,
      ...wrapped(words().tables.noRules(keyName('tables.pattern')), room.columns).map((line) =>
        look.paint('dim', line),
      ),
    ];
  }
  const sight = Math.max(1, room.rows - 1);
  const place = placed(state.ruleList, state.rules.length, sight);
  const lines = state.rules.slice(place.top, place.top + sight).map((rule, index) => {
    const says = cutMiddle(printable(sentence(rule)), room.columns - 2, look.ellipsis);
    return pointed(says, state.pane === 'rules' && place.top + index === place.at, look);
  });
  return [title, ...lines];
}

/** `include dees.%`, `leave out dees.movies.overview`. */
function sentence(rule: Rule): string {
  const at = (rule['object-locator'] ?? {}) as Readonly<Record<string, unknown>>;
  const names = [at['schema-name'], at['table-name'], at['column-name']].map(written).filter(Boolean);
  const action = written(rule['rule-action']) || written(rule['rule-type']);
  return words().tables.rule(action, names.join('.'), written(rule.value));
}

/** As it stands in the document; nothing where nothing does. */
function written(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
