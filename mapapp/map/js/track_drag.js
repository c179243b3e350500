// Dragging on the time track: a handle moves one end, the span between them the window, the rest draws a new one.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  // Nearer than this to an end, in pixels, a drag moves that end.
  const NEAR = 9;

  // What a drag that starts at x does: a function from the day under the pointer to [since, until].
  function grip(track, x, handle) {
    const [since, until] = track.ends(),
      start = track.dayAt(x);
    const narrowed = track.since !== null || track.until !== null;
    const end = handle || (narrowed && ends(track, x, since, until));
    if (end === "since") return (day) => [Math.min(day, until), until];
    if (end === "until") return (day) => [since, Math.max(day, since)];
    if (narrowed && start >= since && start <= until) return (day) => shifted(track, since, until, day - start);
    return (day) => [Math.min(start, day), Math.max(start, day)];
  }

  function ends(track, x, since, until) {
    if (Math.abs(x - track.x(since)) < NEAR) return "since";
    return Math.abs(x - track.x(until + 1)) < NEAR ? "until" : null;
  }

  function shifted(track, since, until, days) {
    const { first, last } = track.days;
    const move = Math.max(first - since, Math.min(last - until, days));
    return [since + move, until + move];
  }

  mapapp.dragTrack = (track) => {
    const { bars, canvas } = track;
    let held = null;
    const at = (event) => event.clientX - canvas.getBoundingClientRect().left;
    bars.addEventListener("pointerdown", (event) => {
      if (track.empty || event.button) return;
      track.player.stop();
      const handle = event.target.dataset.end || null;
      held = { grip: grip(track, at(event), handle), from: event.clientX, moved: Boolean(handle) };
      if (handle) event.target.focus({ preventScroll: true });
      bars.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    bars.addEventListener("pointermove", (event) => {
      if (!held) return track.point(track.binAt(at(event)));
      held.moved = held.moved || Math.abs(event.clientX - held.from) > 3;
      if (held.moved) track.set(...held.grip(track.dayAt(at(event))), false);
      return undefined;
    });
    const drop = (event) => {
      if (!held) return;
      const { moved } = held;
      held = null;
      if (moved) track.set(track.since, track.until, true);
      else clicked(track, at(event));
    };
    bars.addEventListener("pointerup", drop);
    bars.addEventListener("pointercancel", drop);
    bars.addEventListener("pointerleave", () => held || track.empty || track.point(null));
  };

  // A click on a bar shows that bar alone.
  function clicked(track, x) {
    const bin = track.bins[track.binAt(x)];
    if (bin && bin.total) track.set(bin.from, bin.to, true);
  }
})();
