// The play button: days are added one after the other, a month in some seconds, without asking the page.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;

  mapapp.Player = class {
    constructor(track) {
      this.track = track;
      this.timer = 0;
      this.sign = el("span", { "aria-hidden": "true" }, "▶");
      this.word = el("span", {});
      this.button = el(
        "button",
        { type: "button", class: "mapapp-button", "data-name": "play", on: { click: () => this.toggle() } },
        this.sign,
        this.word,
      );
    }

    get playing() {
      return this.timer !== 0;
    }

    draw(words, disabled) {
      const calm = still();
      this.sign.textContent = this.playing ? "❚❚" : "▶";
      this.word.textContent = words.say(this.playing ? "pause" : calm ? "play_week" : "play");
      this.button.disabled = disabled;
    }

    toggle() {
      if (this.playing) return this.stop();
      this.begin();
      // With reduced motion nothing runs by itself: each press is one step of a week.
      if (still()) return this.forward(7, true);
      const { step } = this.track,
        days = { day: 1, week: 7, month: 30 }[step];
      const wait = (mapapp.tokens.track.play_seconds_per_month * 1000 * days) / 30.4;
      this.timer = setInterval(() => this.forward(days, false), wait);
      return this.track.draw(false);
    }

    // From the end of the track it starts again at the start of the window.
    begin() {
      const { track } = this,
        { last } = track.days,
        [since, until] = track.ends();
      if (until >= last) track.set(track.since, since, still());
    }

    forward(days, done) {
      const { track } = this,
        { last } = track.days,
        until = track.ends()[1];
      const next = Math.min(until + days, last);
      track.set(track.since, next, done);
      if (next >= last && this.playing) this.stop();
    }

    stop() {
      if (!this.playing) return;
      clearInterval(this.timer);
      this.timer = 0;
      this.track.draw(false);
      this.track.set(this.track.since, this.track.until, true);
    }
  };

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
})();
