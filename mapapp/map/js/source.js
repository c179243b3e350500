// Where the shown strikes come from: all of them in the browser, or counted by the server for each view.
//
// Both give {columns, shown, count} for a filter; `days()` is the histogram without the dates, `seen()` what occurs.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});

  mapapp.PackedSource = class {
    constructor(data, columns) {
      this.data = data;
      this.columns = columns;
      this.perView = false;
    }

    async filter(filter) {
      const bits = filter.words ? await this.data.rowsWith(filter.words) : null;
      this.passed = this.columns.undated(filter, bits);
      this.byDay = null;
      return this.dates(filter);
    }

    // Only the dates have changed.
    dates(filter) {
      const shown = this.columns.dated(this.passed, filter);
      this.shown = shown;
      let count = 0;
      for (let i = 0; i < shown.length; i++) count += shown[i];
      return { columns: this.columns, shown, count };
    }

    days() {
      if (!this.passed) return null;
      this.byDay = this.byDay || this.columns.days(this.passed);
      return this.byDay;
    }

    seen() {
      return this.columns.seen(this.shown);
    }

    // The shown rows by date: what "previous" and "next" go through.
    ring() {
      const { day } = this.columns,
        rows = [];
      for (let row = 0; row < this.columns.count; row++) if (this.shown[row]) rows.push(row);
      return rows.sort((a, b) => day[a] - day[b] || a - b);
    }
  };

  mapapp.ViewSource = class {
    constructor(data, columns) {
      this.data = data;
      this.columns = columns;
      this.perView = true;
      this.histograms = new Map();
      this.expanded = null;
    }

    async filter(filter, view, selected) {
      this.expanded = null;
      return this.dates(filter, view, selected);
    }

    // Asks once at a time: what was asked meanwhile is overtaken by what was asked last.
    async dates(filter, view, selected) {
      const ticket = (this.ticket = {});
      while (this.busy) {
        await this.busy;
        if (this.ticket !== ticket) return null;
      }
      const asked = this.ask(filter, view, selected);
      this.busy = asked.then(
        () => undefined,
        () => undefined,
      );
      try {
        return await asked;
      } finally {
        this.busy = null;
      }
    }

    async ask(filter, view, selected) {
      const [byDay, columns] = await Promise.all([
        this.histogram(filter),
        this.data.view(filter, view, selected, this.expanded),
      ]);
      this.byDay = byDay;
      this.columns = columns;
      const shown = new Uint8Array(columns.count).fill(1);
      return { columns, shown, count: columns.header.total };
    }

    async histogram(filter) {
      const undated = { ...filter, since: null, until: null },
        key = JSON.stringify(undated);
      if (!this.histograms.has(key)) {
        if (this.histograms.size > 30) this.histograms.clear();
        this.histograms.set(key, await this.data.days(undated));
      }
      return this.histograms.get(key);
    }

    days() {
      return this.byDay;
    }

    seen() {
      return this.byDay.seen;
    }

    ring() {
      return null;
    }

    // From now on the strikes at this point (shares of the world) come one by one.
    expand(x, y) {
      this.expanded = [x, y];
    }
  };
})();
