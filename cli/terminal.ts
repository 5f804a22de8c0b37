/** Where the command line speaks: answers, complaints, and the language of who reads them (a BCP 47 tag). */
export type Terminal = { print(line: string): void; complain(line: string): void; language: string };

// Control characters move the cursor or start commands of the terminal, those of direction turn what is read around.
const UNSPEAKABLE = /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** One line as it may stand on a terminal: names from files and devices are hostile until shown otherwise. */
export function spoken(line: string): string {
  return line.replace(UNSPEAKABLE, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** An object as JSON over several lines; what is escaped in it means the same as before. */
export function jsonLines(report: object): string {
  return JSON.stringify(report, null, 2).split('\n').map(spoken).join('\n');
}
