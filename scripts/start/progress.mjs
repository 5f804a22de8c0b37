/** Lines with the time since the start: what is being done, and how long it took. */
export function createProgress(write = (line) => console.log(line)) {
  const began = performance.now();
  const clock = () => `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`;
  const say = (text) => write(`${clock()}  ${text}`);
  return {
    say,
    /**
     * Tells when something begins and when it is done.
     * @template T
     * @param {string} text
     * @param {() => Promise<T>} work
     */
    async step(text, work) {
      const started = performance.now();
      say(`${text} ...`);
      const result = await work();
      say(`${text}: done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
      return result;
    },
  };
}
