/** What the naming actions of transformation rules make of one name. */
import type { NameChange } from './table-mappings.ts';

/** The name after the change; a prefix or suffix that is not there leaves the name as it is. */
export function changeName(name: string, change: NameChange): string {
  switch (change.action) {
    case 'rename':
      return change.value;
    case 'convert-lowercase':
      return name.toLowerCase();
    case 'convert-uppercase':
      return name.toUpperCase();
    case 'add-prefix':
      return change.value + name;
    case 'add-suffix':
      return name + change.value;
    case 'remove-prefix':
      return replacePrefix(name, change.value, '');
    case 'replace-prefix':
      return replacePrefix(name, change.oldValue, change.value);
    case 'remove-suffix':
      return replaceSuffix(name, change.value, '');
    case 'replace-suffix':
      return replaceSuffix(name, change.oldValue, change.value);
  }
}

function replacePrefix(name: string, old: string, value: string): string {
  return name.startsWith(old) ? value + name.slice(old.length) : name;
}

function replaceSuffix(name: string, old: string, value: string): string {
  return name.endsWith(old) ? name.slice(0, name.length - old.length) + value : name;
}
