// What the cards say of places: names in the reader's language, namesakes, and the card of a place named without a strike.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;

  // A field that names a place, as the reader's language calls it.
  mapapp.local = (record, field, words) => {
    const names = record.local && record.local[words.language];
    return (names && names[field]) || record[field];
  };

  mapapp.countryName = (code, words) => {
    try {
      return new Intl.DisplayNames([words.locale], { type: "region" }).of(code);
    } catch {
      return code;
    }
  };

  // The other places of the name, each with its region and how far it is from the one that is meant.
  mapapp.namesakes = (record, words) => {
    const others = record.namesakes || [];
    if (!others.length) return null;
    const rows = others.map((place) => {
      const km = mapapp.kilometres(record.latitude, record.longitude, place.latitude, place.longitude);
      const where = [place.admin1, place.country && mapapp.countryName(place.country, words)];
      const away = words.say("away", { km: words.number(Math.round(km)) });
      const detail = [...where, away].filter(Boolean).join(", ");
      return el("li", {}, mapapp.local(place, "name", words), el("span", { class: "mapapp-small" }, detail));
    });
    return el(
      "section",
      {},
      el("h3", {}, words.say("namesakes")),
      el("ul", { class: "mapapp-sources", "data-name": "namesakes" }, ...rows),
    );
  };

  Object.assign(mapapp.Card.prototype, {
    // The place of `places` with this index; "previous" and "next" go through all of them.
    showPlace(places, index, context) {
      const place = places[index];
      this.ticket = null;
      this.shown = { place: { index, count: places.length }, places, here: [], context };
      this.record = null;
      this.root.hidden = false;
      this.root.setAttribute("aria-label", context.words.say("key_mention"));
      this.fillPlace(place, context.words);
    },

    fillPlace(place, words) {
      const facts = el("dl", {});
      const add = (name, text, detail) =>
        text && facts.append(el("dt", {}, name), el("dd", {}, text, detail && el("span", { class: "mapapp-small" }, detail)));
      const country = place.country ? mapapp.countryName(place.country, words) : words.say("at_sea");
      add(words.say("where"), country, words.say("precision." + place.geo_precision) + ".");
      add(words.say("place_from"), place.place_source);
      this.root.replaceChildren(
        ...[
          this.head(words, mapapp.capital(words.say("key_mention"))),
          el("h2", {}, mapapp.local(place, "place", words)),
          this.turner(words),
          facts,
          place.quote && el("section", {}, el("h3", {}, words.say("quote")), el("blockquote", {}, "“" + place.quote + "”")),
        ].filter(Boolean),
      );
      this.root.scrollTop = 0;
    },
  });
})();
