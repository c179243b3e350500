// Filtering in the frame: what the page asks for, and dates and areas that are set in the map itself.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  // So long, in milliseconds, does what was set here hold against an answer of the page that does not know it yet.
  const PATIENCE = 6000;

  mapapp.Frame.include({
    async filter() {
      this.take(await this.source.filter(this.state.filter, this.viewNow(), this.row));
      this.drawAround();
    },

    // Only the dates changed: nothing else is looked at again.
    async filterDates(done) {
      const { source } = this;
      const given = source.perView
        ? await source.dates(this.state.filter, this.viewNow(), this.row)
        : source.dates(this.state.filter);
      this.take(given);
      if (done) this.drawKey();
    },

    take(given) {
      if (!given) return;
      const { columns, shown, count } = given;
      Object.assign(this, { columns, shown, count });
      const text = !count ? "none_match" : this.anyDrawn() ? "" : "none_drawn";
      this.message.say(text && this.words.say(text));
      this.layers.strikes.setData(columns, shown).select(this.local());
      this.layers.strikes.flush();
    },

    anyDrawn() {
      const { columns, shown } = this;
      if (this.source.perView) return true;
      for (let row = 0; row < columns.count; row++) if (shown[row] && columns.drawn(row)) return true;
      return false;
    },

    // The row of the chosen strike in the columns at hand, null where it is not in them.
    local(row = this.row) {
      const local = row === null || !this.columns ? -1 : this.columns.localRow(row);
      return local < 0 ? null : local;
    },

    viewNow() {
      return this.layers.strikes.measure();
    },

    // What the server counts, it counts for one view.
    viewChanged() {
      if (this.source && this.source.perView && this.shown) this.filterDates(false);
    },

    brushed(since, until, done) {
      this.setOwn({ since, until });
      this.filterDates(done);
      if (done) this.tellFilter();
    },

    // A drawn area or a circle round a place; null takes it away.
    async setArea(change) {
      this.setOwn(change);
      await this.filter();
      this.tellFilter();
    },

    setOwn(change) {
      this.own = { ...this.own, ...change };
      this.ownUntil = Date.now() + PATIENCE;
      this.state = { ...this.state, filter: { ...this.state.filter, ...change } };
    },

    // The page's filter, with what was set here and the page has not answered to yet.
    withOwn(filter) {
      if (!Object.keys(this.own).length) return filter;
      const answered = Object.entries(this.own).every(
        ([name, value]) => JSON.stringify(filter[name] || null) === JSON.stringify(value),
      );
      if (!answered && Date.now() < this.ownUntil) return { ...filter, ...this.own };
      this.own = {};
      return filter;
    },

    tellFilter() {
      if (this.options.alone) this.own = {};
      this.fire("filtered", { filter: { ...this.own } });
    },
  });
})();
