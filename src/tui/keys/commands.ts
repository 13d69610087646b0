/**
 * Every command of the console with the keys that give it. The only place where a key is named: the footer,
 * the help and the table in the README are made from it. What each does is said in `text/<language>/commands.ts`.
 *
 * A key is one character as typed (`n`, `N`, `?`), or a name: `up`, `down`, `left`, `right`, `pageup`,
 * `pagedown`, `home`, `end`, `enter`, `escape`, `tab`, `space`, `backspace`, `delete`; in front of it may stand
 * `ctrl+`, `alt+` or `shift+`. The first key of a command is the one that is shown.
 */
export const KEYS = {
  'app.help': ['?'],
  'app.command': [':'],
  'app.back': ['escape'],
  'app.leave': ['ctrl+c'],
  'app.quit': ['q'],
  'app.suspend': ['ctrl+z'],
  'app.redraw': ['ctrl+l'],

  'view.tasks': ['1'],
  'view.endpoints': ['2'],
  'view.instances': ['3'],
  'view.next': ['tab'],
  'view.previous': ['shift+tab'],

  'list.up': ['up', 'k'],
  'list.down': ['down', 'j'],
  'list.left': ['left', 'h'],
  'list.right': ['right', 'l'],
  'list.first': ['g', 'home'],
  'list.last': ['G', 'end'],
  'list.page-up': ['pageup', 'ctrl+u'],
  'list.page-down': ['pagedown', 'ctrl+d'],
  'list.open': ['enter'],
  'list.filter': ['/'],
  'filter.keep': ['enter'],
  'filter.clear': ['escape'],

  'browse.again': ['r'],

  'task.open': ['enter'],
  'task.new': ['n'],
  'task.start': ['s'],
  'task.stop': ['s'],
  'task.resume': ['R'],
  'task.validate': ['v'],
  'task.export': ['e'],
  'task.delete': ['x'],
  'endpoint.open': ['enter'],
  'endpoint.browse': ['b'],
  'endpoint.way': ['w'],
  'endpoint.new-source': ['n'],
  'endpoint.new-target': ['N'],
  'endpoint.delete': ['x'],
  'instance.open': ['enter'],
  'instance.new': ['n'],
  'instance.delete': ['x'],

  'field.next': ['tab', 'down'],
  'field.previous': ['shift+tab', 'up'],
  'field.choose-next': ['right', 'space'],
  'field.choose-previous': ['left'],
  'field.start': ['ctrl+a', 'home'],
  'field.end': ['ctrl+e', 'end'],
  'field.left': ['left', 'ctrl+b'],
  'field.right': ['right', 'ctrl+f'],
  'field.word-left': ['alt+b', 'ctrl+left', 'alt+left'],
  'field.word-right': ['alt+f', 'ctrl+right', 'alt+right'],
  'field.erase-back': ['backspace', 'ctrl+h'],
  'field.erase': ['delete', 'ctrl+d'],
  'field.erase-to-start': ['ctrl+u'],
  'field.erase-to-end': ['ctrl+k'],
  'field.erase-word': ['ctrl+w', 'alt+backspace'],
  'field.reveal': ['ctrl+r'],
  'field.done': ['enter'],

  'lab.open': ['l'],
  'lab.begin': ['enter'],
  'lab.guide': ['ctrl+g'],
  'lab.next': ['enter'],
  'lab.go': ['o'],
  'lab.do': ['d'],
  'lab.skip': ['s'],
  'lab.hint': ['h'],
  'lab.card': ['w'],
  'lab.previous': ['b'],

  'endpoint.test': ['ctrl+t'],
  'endpoint.keep': ['ctrl+s'],
  'endpoint.change': ['e'],
  'way.test': ['enter'],

  'wizard.next': ['enter'],
  'tables.toggle': ['space'],
  'tables.pattern': ['%'],
  'tables.columns': ['c'],
  'tables.peek': ['p'],
  'tables.rename': ['r'],
  'tables.json': ['J'],
  'tables.remove-rule': ['x', 'delete'],
  'tables.again': ['r'],

  'run.pause': ['p'],
  'run.go-on': ['p'],
  'run.more-lanes': ['+', '='],
  'run.fewer-lanes': ['-'],
  'run.rate': ['r'],
  'run.set-rate': ['enter'],
  'run.keep-rate': ['escape'],
  'run.stop': ['s'],
  'run.answer': ['y'],
  'run.errors': ['e'],
  'run.log': ['l'],
  'run.statements': ['q'],
  'run.to-work': ['w'],
  'run.detach': ['d'],
  'run.resume': ['R'],
  'run.start': ['R'],
  'run.validate': ['v'],
  'run.again': ['r'],
  'run.target-rows': ['t'],
  'run.source-rows': ['o'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CommandId = keyof typeof KEYS;

export const COMMAND_IDS = Object.keys(KEYS) as readonly CommandId[];

export function isCommand(word: string): word is CommandId {
  return Object.hasOwn(KEYS, word);
}
