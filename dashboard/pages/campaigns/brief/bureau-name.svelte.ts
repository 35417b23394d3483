const STORED_AS = 'brief-bureau';

/** The name that a brief is issued under, as the reader last wrote it. */
class BureauName {
  #name = $state(localStorage.getItem(STORED_AS) ?? '');

  get current(): string {
    return this.#name;
  }

  set current(name: string) {
    this.#name = name;
    localStorage.setItem(STORED_AS, name);
  }
}

export const bureauName = new BureauName();
