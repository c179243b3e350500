// Strikes as typed arrays, decoded from what mapapp.columns.pack writes, and filtered here.
//
// A row is an index into the arrays. Where the server counts for each view, a row may stand for several strikes:
// `shares` then holds their number by side, and `global` says which row of the whole table it is.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const KINDS = { f4: Float32Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };
  const DAY = 86400000;
  const FACETS = {
    attackers: "attacker",
    attacked: "attacked",
    weapon_types: "weapon_type",
    target_types: "target_type",
    outcomes: "outcome",
    statuses: "status",
    countries: "country",
    geo_precisions: "geo_precision",
    operators: "operator",
    datasets: "dataset",
    licences: "licence",
  };

  class Columns {
    constructor(header, arrays) {
      this.header = header;
      this.version = header.version;
      this.count = header.count;
      this.sides = header.sides;
      this.sideOf = header.side_of;
      this.vocabularies = header.vocabularies;
      this.epoch = Date.parse(header.epoch + "T00:00:00Z");
      Object.assign(this, arrays);
      this.order = bySize(this);
      this.reach = reaches(this);
    }

    static decode(buffer) {
      const length = new DataView(buffer).getUint32(0, true);
      const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
      const arrays = {};
      let at = 4 + length;
      for (const [name, type, width] of header.columns) {
        const Kind = KINDS[type],
          size = header.count * (width || 1);
        arrays[name] = new Kind(buffer, at, size);
        at += size * Kind.BYTES_PER_ELEMENT;
      }
      return new Columns(header, arrays);
    }

    dayNumber(iso) {
      return Math.round((Date.parse(iso + "T00:00:00Z") - this.epoch) / DAY);
    }

    date(day) {
      return new Date(this.epoch + day * DAY);
    }

    iso(day) {
      return this.date(day).toISOString().slice(0, 10);
    }

    word(name, row) {
      return this.vocabularies[name][this[name][row]];
    }

    drawn(row) {
      return !Number.isNaN(this.x[row]);
    }

    // The row of the whole table, and the row here of one of the whole table (-1: not here).
    globalRow(row) {
      return this.global ? this.global[row] : row;
    }

    localRow(row) {
      return this.global ? this.global.indexOf(row) : row !== null && row < this.count ? row : -1;
    }

    // How many strikes a row stands for.
    weight(row) {
      if (!this.shares) return 1;
      let sum = 0;
      for (let side = 0; side < 4; side++) sum += this.shares[4 * row + side];
      return sum;
    }

    // Which rows pass everything but the dates; `bits` are the rows that hold the words, or null for all.
    undated(filter, bits) {
      const passed = new Uint8Array(this.count).fill(1);
      for (const [facet, name] of Object.entries(FACETS)) {
        if (filter[facet] && filter[facet].length && this[name])
          keepListed(passed, this[name], this.vocabularies[name], filter[facet]);
      }
      const least = filter.killed_min || 0;
      const sure = Math.min(Math.round((filter.confidence_min || 0) * 100), 100);
      for (let i = 0; i < this.count && (bits || least > 0 || sure > 0); i++) {
        if (bits && !((bits[i >> 3] >> (i & 7)) & 1)) passed[i] = 0;
        if (sure > 0 && this.confidence[i] < sure) passed[i] = 0;
        if (least > 0 && (this.killed[i] < least || this.killed[i] === mapapp.UNKNOWN)) passed[i] = 0;
      }
      mapapp.keepInside(passed, this.x, this.y, filter);
      return passed;
    }

    dated(passed, filter) {
      if (!filter.since && !filter.until) return passed;
      const first = filter.since ? this.dayNumber(filter.since) : 0;
      const last = filter.until ? this.dayNumber(filter.until) : mapapp.UNKNOWN - 1;
      const kept = new Uint8Array(this.count),
        days = this.day;
      for (let i = 0; i < kept.length; i++) kept[i] = passed[i] & (days[i] >= first) & (days[i] <= last);
      return kept;
    }

    // The passed rows by day and side: {first, last, counts}, counts[4 * (day - first) + side], of all days there are.
    days(passed) {
      const { day, side } = this;
      let first = mapapp.UNKNOWN,
        last = -1;
      for (let i = 0; i < this.count; i++) {
        if (day[i] === mapapp.UNKNOWN) continue;
        if (day[i] < first) first = day[i];
        if (day[i] > last) last = day[i];
      }
      const counts = new Uint32Array(Math.max(0, last - first + 1) * 4);
      for (let i = 0; i < this.count; i++)
        if (passed[i] && day[i] !== mapapp.UNKNOWN) counts[4 * (day[i] - first) + side[i]]++;
      return { first, last, counts };
    }

    // What occurs among the shown rows that are drawn: sets of words by column, and attackers by side.
    seen(shown) {
      const names = ["target_type", "status", "outcome", "attacker"],
        flags = names.map((name) => new Uint8Array(this.vocabularies[name].length));
      const sides = new Uint8Array(this.sides.length);
      let rows = 0,
        circles = false,
        arcs = false;
      for (let i = 0; i < this.count; i++) {
        if (!shown[i] || Number.isNaN(this.x[i])) continue;
        rows += this.weight(i);
        sides[this.side[i]] = 1;
        for (let n = 0; n < names.length; n++) flags[n][this[names[n]][i]] = 1;
        circles = circles || this.reach[i] > 0;
        arcs = arcs || (this.launch_x && !Number.isNaN(this.launch_x[i]));
      }
      const seen = { rows, circles, arcs: Boolean(arcs), side: this.sides.filter((_, side) => sides[side]) };
      names.forEach((name, n) => (seen[name] = this.vocabularies[name].filter((_, code) => flags[n][code])));
      return seen;
    }
  }

  function keepListed(passed, codes, vocabulary, listed) {
    const wanted = new Set(listed);
    const allowed = Uint8Array.from(vocabulary, (word) => (wanted.has(word) ? 1 : 0));
    for (let i = 0; i < passed.length; i++) passed[i] &= allowed[codes[i]];
  }

  // Rows with the most killed first: they keep their place when marks are joined. Counted out, not compared.
  function bySize(columns) {
    const toll = (row) => (columns.killed[row] === mapapp.UNKNOWN ? 0 : columns.killed[row] + 1);
    const starts = new Uint32Array(mapapp.UNKNOWN + 2);
    for (let row = 0; row < columns.count; row++) starts[mapapp.UNKNOWN - toll(row) + 1]++;
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const rows = new Uint32Array(columns.count);
    for (let row = 0; row < columns.count; row++) rows[starts[mapapp.UNKNOWN - toll(row)]++] = row;
    return rows;
  }

  // The radius of uncertainty of each row as a share of the world's width, 0 where it is not known.
  function reaches(columns) {
    const reach = new Float32Array(columns.count);
    for (let i = 0; i < columns.count; i++) {
      const tenths = columns.uncertainty[i];
      if (tenths && tenths !== mapapp.UNKNOWN && columns.drawn(i))
        reach[i] = (tenths / 10) * mapapp.mercator.kilometre(columns.y[i], 1);
    }
    return reach;
  }

  mapapp.UNKNOWN = 65535;
  mapapp.Columns = Columns;
})();
