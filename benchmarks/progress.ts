/** Tells how far a part of a long run is: a part's name and its fraction that is done. */
export type Progress = (part: string, done: number) => void;

/**
 * Shows progress and the time left of a part, on one line of a terminal; elsewhere a line when a part is done.
 *
 * @param now The time in milliseconds.
 */
export function showProgress(now: () => number = Date.now): Progress {
  let part = '';
  let since = now();
  return (name, done) => {
    if (name !== part) [part, since] = [name, now()];
    const secondsLeft = Math.round((((now() - since) / done) * (1 - done)) / 1000);
    const text = `${name}: ${Math.round(done * 100)} %, ${secondsLeft} s left`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}${done < 1 ? '' : '\n'}`);
    else if (done >= 1) process.stderr.write(`${name}: done\n`);
  };
}
