// Strikes as typed arrays, decoded from what mapapp.columns.pack writes, and filtered here.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const KINDS = { f4: Float32Array, u2: Uint16Array, u1: Uint8Array };
  const DAY = 86400000;
  const FACETS = {
    attackers: "attacker",
    attacked: "attacked",
    weapon_types: "weapon_type",
    target_types: "target_type",
    outcomes: "outcome",
    statuses: "status",
    countries: "country",
  };

  class Columns {
    constructor(header, arrays) {
      this.version = header.version;
      this.count = header.count;
      this.sides = header.sides;
      this.sideOf = header.side_of;
      this.vocabularies = header.vocabularies;
      this.epoch = Date.parse(header.epoch + "T00:00:00Z");
      Object.assign(this, arrays);
      this.order = bySize(this);
    }

    static decode(buffer) {
      const length = new DataView(buffer).getUint32(0, true);
      const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
      const arrays = {};
      let at = 4 + length;
      for (const [name, type] of header.columns) {
        const Kind = KINDS[type];
        arrays[name] = new Kind(buffer, at, header.count);
        at += header.count * Kind.BYTES_PER_ELEMENT;
      }
      return new Columns(header, arrays);
    }

    dayNumber(iso) {
      return Math.round((Date.parse(iso + "T00:00:00Z") - this.epoch) / DAY);
    }

    date(day) {
      return new Date(this.epoch + day * DAY);
    }

    word(name, row) {
      return this.vocabularies[name][this[name][row]];
    }

    drawn(row) {
      return !Number.isNaN(this.x[row]);
    }

    // Which rows pass everything but the dates; `bits` are the rows that hold the words, or null for all.
    undated(filter, bits) {
      const passed = new Uint8Array(this.count).fill(1);
      for (const [facet, name] of Object.entries(FACETS)) {
        if (filter[facet] && filter[facet].length)
          keepListed(passed, this[name], this.vocabularies[name], filter[facet]);
      }
      const least = filter.killed_min || 0;
      for (let i = 0; i < this.count; i++) {
        if (bits && !((bits[i >> 3] >> (i & 7)) & 1)) passed[i] = 0;
        if (least > 0 && (this.killed[i] < least || this.killed[i] === mapapp.UNKNOWN)) passed[i] = 0;
      }
      return passed;
    }

    dated(passed, filter) {
      if (!filter.since && !filter.until) return passed;
      const first = filter.since ? this.dayNumber(filter.since) : -Infinity;
      const last = filter.until ? this.dayNumber(filter.until) : Infinity;
      const kept = new Uint8Array(passed);
      for (let i = 0; i < this.count; i++) {
        const day = this.day[i];
        if (day === mapapp.UNKNOWN || day < first || day > last) kept[i] = 0;
      }
      return kept;
    }
  }

  function keepListed(passed, codes, vocabulary, listed) {
    const wanted = new Set(listed);
    const allowed = Uint8Array.from(vocabulary, (word) => (wanted.has(word) ? 1 : 0));
    for (let i = 0; i < passed.length; i++) if (!allowed[codes[i]]) passed[i] = 0;
  }

  // Rows with the most killed first: they keep their place when marks are joined.
  function bySize(columns) {
    const toll = (row) => (columns.killed[row] === mapapp.UNKNOWN ? -1 : columns.killed[row]);
    const rows = Uint32Array.from({ length: columns.count }, (_, row) => row);
    return rows.sort((a, b) => toll(b) - toll(a) || a - b);
  }

  mapapp.UNKNOWN = 65535;
  mapapp.Columns = Columns;
})();
