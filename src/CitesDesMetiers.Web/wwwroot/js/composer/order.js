// The order of sections and items. The page itself is the model.
const list = () => document.getElementById('rubriques');
const takesSame = (a, b) => a.dataset.takes && a.dataset.takes === b.dataset.takes;

export class Order {
  sections() { return [...list().children]; }

  items(section) { return [...section.querySelectorAll('[data-item]')]; }

  sectionOf(item) { return item.closest('[data-section]'); }

  isSection(thing) { return 'section' in thing.dataset; }

  /** The order in the format of the server. */
  read() {
    return this.sections().map(s => ({ id: Number(s.dataset.section), items: this.items(s).map(i => Number(i.dataset.item)) }));
  }

  /** The position of each item, to restore it. */
  snapshot() {
    return this.sections().map(s => [s, this.items(s)]);
  }

  restore(snapshot) {
    for (const [section, items] of snapshot) {
      list().append(section);
      section.querySelector('.pieces')?.append(...items);
    }
  }

  /** Moves an item by one place, up (-1) or down (1). At the edge of its section, it enters the next section that accepts it. */
  step(thing, by) {
    const siblings = this.isSection(thing) ? this.sections() : this.items(this.sectionOf(thing));
    const next = siblings[siblings.indexOf(thing) + by];
    if (next) {
      by < 0 ? next.before(thing) : next.after(thing);
      return true;
    }
    return !this.isSection(thing) && this.cross(thing, by);
  }

  /** Moves an item to the first or the last place of its list. */
  far(thing, by) {
    const siblings = this.isSection(thing) ? this.sections() : this.items(this.sectionOf(thing));
    const end = by < 0 ? siblings[0] : siblings.at(-1);
    if (end === thing) return false;
    by < 0 ? end.before(thing) : end.after(thing);
    return true;
  }

  cross(item, by) {
    const own = this.sectionOf(item);
    const sections = this.sections();
    for (let i = sections.indexOf(own) + by; sections[i]; i += by) {
      if (takesSame(sections[i], own)) {
        const pieces = sections[i].querySelector('.pieces');
        by > 0 ? pieces.prepend(item) : pieces.append(item);
        return true;
      }
    }
    return false;
  }

  /** "« Titre », position 2 sur 5 dans « Nouvelles du réseau »" */
  describe(thing) {
    const name = `« ${thing.dataset.title} »`;
    if (this.isSection(thing)) {
      const sections = this.sections();
      return `Rubrique ${name}, position ${sections.indexOf(thing) + 1} sur ${sections.length}`;
    }
    const section = this.sectionOf(thing);
    const items = this.items(section);
    return `${name}, position ${items.indexOf(thing) + 1} sur ${items.length} dans « ${section.dataset.title} »`;
  }

  /** Disables the buttons that lead nowhere at the ends of a list. */
  tidy() {
    const sections = this.sections();
    sections.forEach((section, i) => {
      const [up, down] = section.querySelectorAll('header .move-buttons button');
      up.disabled = i === 0;
      down.disabled = i === sections.length - 1;
    });
  }
}
