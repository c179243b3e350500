// What the frame asks the server for: packed columns, one record, rows that hold words, places, areas.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  // The parts of a filter that filter: an address should be short.
  const used = (filter) =>
    Object.fromEntries(
      Object.entries(filter).filter(([, value]) => value && !(Array.isArray(value) && !value.length)),
    );
  // The server counts in whole blocks of so many pixels: two views of the same blocks have one address, and the second
  // comes from what the browser has kept.
  const BLOCK = 128;
  const MOST_RECORDS = 300,
    MOST_AREAS = 256,
    AREAS_AT_ONCE = 64;

  mapapp.Data = class {
    constructor(base) {
      this.base = base;
      this.version = null;
      this.records = new Map();
      this.found = new Map();
    }

    async fetch(path) {
      const answer = await fetch(`${this.base}/${path}`);
      if (!answer.ok) throw Object.assign(new Error(`${path}: ${answer.status}`), { answer });
      return answer;
    }

    async json(path) {
      return (await this.fetch(path)).json();
    }

    asset(name) {
      return this.json("assets/" + (mapapp.assets[name] || name));
    }

    // The frame's source for a version: its columns, or the word that the server counts them for each view.
    async source(version) {
      const columns = await this.columns(version);
      return columns.header.per_view
        ? new mapapp.ViewSource(this, columns)
        : new mapapp.PackedSource(this, columns);
    }

    // What is in view, counted: `view` has left, top, width, height in pixels of a world that is `scale` wide.
    async view(filter, view, selected, expanded) {
      const from = (edge) => (Math.floor(edge / BLOCK) * BLOCK + 1) / view.scale,
        to = (edge) => (Math.ceil(edge / BLOCK) * BLOCK - 1) / view.scale;
      const ends = [view.left + view.width, view.top + view.height].map(to);
      const box = [view.left, view.top].map(from).concat(ends).map((share) => share.toFixed(9));
      const query = new URLSearchParams({ box, zoom: view.zoom, filter: JSON.stringify(used(filter)) });
      if (selected !== null) query.set("selected", selected);
      if (expanded) query.set("expand", expanded.map((value) => value.toFixed(8)));
      const answer = await this.fetch(`${this.current}/view.bin?${query}`);
      return mapapp.Columns.decode(await answer.arrayBuffer());
    }

    // Strikes by day and side under a filter without dates, with what occurs among them.
    async days(filter) {
      const query = new URLSearchParams({ filter: JSON.stringify(used(filter)) });
      const buffer = await (await this.fetch(`${this.current}/days.bin?${query}`)).arrayBuffer();
      const length = new DataView(buffer).getUint32(0, true);
      const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
      return { ...header, counts: new Uint32Array(buffer, 4 + length) };
    }

    // The strike before or after one in the order of dates: {row, index, count}.
    neighbour(filter, row, steps) {
      const query = new URLSearchParams({ row, steps, filter: JSON.stringify(used(filter)) });
      return this.json(`${this.current}/neighbour?${query}`);
    }

    // Places of the gazetteer whose names begin so.
    async locate(text, language) {
      const query = new URLSearchParams({ name: text, language });
      return (await this.json(`locate.json?${query}`)).places;
    }

    // The columns of a version; where the server has moved on, those of the version it names.
    async columns(version) {
      this.version = version;
      this.records.clear();
      this.found.clear();
      try {
        return this.take(await this.fetch(`${version}/columns.bin`));
      } catch (error) {
        if (!error.answer || error.answer.status !== 404) throw error;
        this.current = (await error.answer.json()).version;
        return this.take(await this.fetch(`${this.current}/columns.bin`));
      }
    }

    async take(answer) {
      const columns = mapapp.Columns.decode(await answer.arrayBuffer());
      this.current = columns.version;
      return columns;
    }

    places() {
      return this.json(`${this.current}/places.json`);
    }

    async record(row) {
      if (!this.records.has(row)) {
        if (this.records.size >= MOST_RECORDS) this.records.clear();
        this.records.set(row, await this.json(`${this.current}/strike/${row}.json`));
      }
      return this.records.get(row);
    }

    async rowOf(id) {
      try {
        return (await this.json(`${this.current}/row?id=${encodeURIComponent(id)}`)).row;
      } catch {
        return null;
      }
    }

    async rowsWith(words) {
      if (!this.found.has(words)) {
        const answer = await this.fetch(`${this.current}/rows?words=${encodeURIComponent(words)}`);
        this.found.set(words, new Uint8Array(await answer.arrayBuffer()));
      }
      return this.found.get(words);
    }

    // The outlines of the areas that the columns name, by place; none where the server has none.
    async outlines(columns) {
      const ids = (columns.vocabularies.area || []).filter(Boolean).slice(0, MOST_AREAS),
        outlines = new Map();
      for (let i = 0; i < ids.length; i += AREAS_AT_ONCE) {
        const asked = ids
          .slice(i, i + AREAS_AT_ONCE)
          .map(encodeURIComponent)
          .join(",");
        const found = await this.json("areas.json?ids=" + asked);
        for (const { id, geometry } of found.features || [])
          if (geometry) outlines.set(id, mapapp.outline(geometry));
      }
      return outlines;
    }
  };
})();
