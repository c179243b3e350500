// Choosing a strike in the frame: by its mark, from the page, by the keys "previous" and "next".
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});

  mapapp.Frame.include({
    // What the page chose. The echo of a choice made here is no news, and an older one is out of date.
    async choose(id, moves) {
      if (this.pending !== undefined && Date.now() < this.patience) {
        if (id === this.pending) this.pending = undefined;
        return;
      }
      this.pending = undefined;
      if (id === null) return this.close(false);
      const row = await this.data.rowOf(id);
      if (row === null) return this.close(false);
      if (row === this.row) return;
      await this.open(row, this.ringOf(row), [row], true);
      if (moves || !this.state.view) await this.show(row);
    },

    // Rows by date; where the server counts it alone knows them all.
    ringOf(row) {
      return this.source.ring() || [row];
    },

    // Opens the card. `ring` is what "previous" and "next" go through, `here` the strikes at the same point.
    async open(row, ring, here, quiet) {
      this.row = row;
      this.placeAt = null;
      this.ring = ring.includes(row) ? ring : [row, ...ring];
      this.layers.strikes.select(this.local());
      this.drawTrack();
      const opened = this.card.root.hidden;
      const place = this.placeInRing(row);
      const shown = this.card.show(row, place, here, mapapp.cardContext(this));
      if (opened) this.resized();
      const record = await shown;
      if (!record || this.row !== row) return;
      this.strike = record.id;
      this.record = record;
      if (!quiet) this.chosen(record.id, row);
    },

    // {index, count} of the strike, index null where only the server knows it.
    placeInRing(row) {
      if (this.source.perView && this.ring.length < 2) return { index: null, count: this.count };
      return { index: this.ring.indexOf(row), count: this.ring.length };
    },

    chosen(id, row) {
      this.pending = id;
      this.patience = Date.now() + 5000;
      const local = row === null ? null : this.local(row);
      const drawn = local !== null && this.columns.drawn(local);
      this.fire("chosen", { id, latlng: drawn ? this.layers.strikes.latLng(local) : this.map.getCenter() });
    },

    async turn(steps) {
      if (this.placeAt !== null && this.placeAt !== undefined) return this.openPlace(this.placeAt + steps);
      if (this.source.perView && this.ring.length < 2) return this.turnAsking(steps);
      if (this.ring.length < 2) return;
      const index = (this.ring.indexOf(this.row) + steps + this.ring.length) % this.ring.length,
        row = this.ring[index];
      const { here } = this.card.shown;
      this.open(row, this.ring, here.includes(row) ? here : [row]);
      await this.show(row);
    },

    async turnAsking(steps) {
      const { row } = await this.data.neighbour(this.state.filter, this.row, steps);
      if (row === null || row === this.row) return;
      await this.open(row, [row], [row]);
      await this.show(row);
    },

    close(byHand) {
      this.strike = this.record = null;
      if (this.row === null) return byHand && this.placeAt !== null && this.placeAt !== undefined && this.closePlace();
      const focused = this.card.root.contains(document.activeElement);
      this.row = null;
      this.layers.strikes.select(null);
      this.card.hide();
      this.resized();
      if (focused) this.map.getContainer().focus({ preventScroll: true });
      if (byHand) this.chosen(null, null);
    },

    // Brings the mark of a strike into view; one that is not among the view's own is looked up in its record.
    async show(row) {
      const local = this.local(row);
      if (local !== null) return this.columns.drawn(local) ? this.reveal(this.layers.strikes.latLng(local)) : null;
      const { latitude, longitude } = await this.data.record(row);
      if (latitude === null || longitude === null) return null;
      const before = this.map.getCenter();
      this.reveal(L.latLng(latitude, longitude));
      if (before.equals(this.map.getCenter())) this.viewChanged();
      return null;
    },

    // Pans just enough to show the mark, beside the card or above the sheet.
    reveal(latlng) {
      const sheet = window.innerWidth < mapapp.tokens.layout.breakpoint ? 170 : 40;
      this.map.panInside(latlng, {
        paddingTopLeft: [60, 60],
        paddingBottomRight: [40, sheet],
        animate: false,
      });
    },

    async picked({ rows, whole, latlng }) {
      if (!rows.length) return this.pickPlace(latlng) || this.close(true);
      if (whole === false) return this.expand(rows[0]);
      const all = rows.map((row) => this.columns.globalRow(row));
      const next = all.includes(this.row) ? all[(all.indexOf(this.row) + 1) % all.length] : all[0];
      this.open(next, all.length > 1 ? all : this.ringOf(next), all);
      return this.show(next);
    },

    // Several strikes at one point that the server has counted only: they are asked for one by one.
    async expand(row) {
      const x = this.columns.x[row],
        y = this.columns.y[row];
      this.source.expand(x, y);
      await this.filterDates(false);
      const rows = [];
      for (let i = 0; i < this.columns.count; i++)
        if (this.columns.expanded && this.columns.expanded[i]) rows.push(this.columns.globalRow(i));
      if (rows.length) await this.open(rows[0], rows, rows);
    },
  });
})();
