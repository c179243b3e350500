// The card of one strike: what, how many, when, where, who says so, in whose words, from which pages.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el, capital } = mapapp;

  const known = (value) => value !== null && value !== undefined;

  // A count as it is read: "10–15" where the source gives both ends.
  function span(record, name, words) {
    const [low, high] = [record[name + "_low"], record[name + "_high"]];
    return known(low) && known(high) ? words.number(low) + "–" + words.number(high) : words.number(record[name]);
  }

  // The day, or the first and the last day where the source gives a range.
  function days(record, words) {
    if (!record.date) return words.say("no_date");
    const day = (value) => words.date(new Date(value + "T00:00:00Z"));
    const ranged = record.date_start && record.date_end && record.date_start !== record.date_end;
    return ranged ? day(record.date_start) + " – " + day(record.date_end) : day(record.date);
  }

  // What is said behind a count of which the source gives one end only.
  function bound(record, name, words) {
    const [low, high] = [known(record[name + "_low"]), known(record[name + "_high"])];
    return low === high ? "" : " (" + words.say(low ? "at_least" : "at_most") + ")";
  }

  mapapp.Card = class {
    // `calls` are {close(), turn(steps), open(row)}; `load(row)` gives a strike's record.
    constructor(calls, load) {
      this.calls = calls;
      this.load = load;
      this.root = el("aside", { class: "mapapp-card", hidden: true, tabindex: "-1" });
      this.root.addEventListener("keydown", (event) => this.pressed(event));
      this.shown = null;
    }

    pressed(event) {
      const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.key === "Escape") this.calls.close();
      else if (steps && !event.target.closest("input, select")) this.calls.turn(steps);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }

    // Shows the strike of `row`; `place` is its {index, count} in what can be turned through, index null where that is
    // not known; `here` are the rows at the same point.
    async show(row, place, here, context) {
      this.shown = { row, place, here, context };
      this.root.hidden = false;
      this.root.setAttribute("aria-label", context.words.say("card"));
      const ticket = (this.ticket = {});
      try {
        const record = await this.load(row);
        if (this.ticket !== ticket) return null;
        this.fill(record);
        return record;
      } catch {
        if (this.ticket === ticket) this.fail();
        return null;
      }
    }

    hide() {
      this.ticket = null;
      this.shown = null;
      this.root.hidden = true;
      this.root.replaceChildren();
      this.root.classList.remove("mapapp-open");
    }

    refill() {
      if (this.shown && this.shown.places)
        this.fillPlace(this.shown.places[this.shown.place.index], this.shown.context.words);
      else if (this.record && this.shown) this.fill(this.record);
    }

    fail() {
      const { words } = this.shown.context;
      this.root.replaceChildren(
        this.head(words, ""),
        el("p", { class: "mapapp-note" }, words.say("card_failed")),
        el(
          "button",
          { type: "button", class: "mapapp-button", on: { click: () => this.again() } },
          words.say("again"),
        ),
      );
    }

    again() {
      const { row, place, here, context } = this.shown;
      this.show(row, place, here, context);
    }

    fill(record) {
      const { context } = this.shown,
        words = context.words;
      const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.name : null;
      this.record = record;
      this.root.replaceChildren(
        ...[
          this.head(words, this.kicker(record, words)),
          el("h2", {}, title(record, words)),
          this.sides(record, context),
          this.toll(record, words),
          this.turner(words),
          record.summary ? el("p", { class: "mapapp-summary" }, record.summary) : null,
          this.facts(record, words),
          this.quote(record, context),
          this.sources(record, words),
          mapapp.namesakes(record, words),
          this.list(context),
        ].filter(Boolean),
      );
      this.root.scrollTop = 0;
      if (focused) this.focus(focused);
    }

    focus(name) {
      const target = name ? this.root.querySelector(`[data-name="${name}"]`) : null;
      (target || this.root).focus({ preventScroll: true });
    }

    kicker(record, words) {
      const plain = words.language !== "en" || ["unknown", "several"].includes(record.weapon_type);
      const weapon =
        words.value("weapon", record.weapon_type) + (plain ? "" : " " + words.say("strike_kind"));
      return capital(`${weapon} · ${words.value("target", record.target_type)}`);
    }

    head(words, kicker) {
      const button = (name, text, call, attributes) =>
        el(
          "button",
          { type: "button", class: "mapapp-plain", "data-name": name, on: { click: call }, ...attributes },
          text,
        );
      return el(
        "div",
        { class: "mapapp-kicker" },
        el("span", {}, kicker),
        button("more", this.moreWord(words), () => this.toggle(words), { class: "mapapp-plain mapapp-more" }),
        button("close", words.say("close"), () => this.calls.close()),
      );
    }

    // On a phone the sheet shows the head of the card first and all of it on request.
    toggle(words) {
      this.root.classList.toggle("mapapp-open");
      this.root.querySelector("[data-name=more]").textContent = this.moreWord(words);
    }

    moreWord(words) {
      return words.say(this.root.classList.contains("mapapp-open") ? "less" : "more");
    }

    turner(words) {
      const { index, count } = this.shown.place;
      if (count < 2) return null;
      const button = (name, sign, steps) =>
        el(
          "button",
          {
            type: "button",
            class: "mapapp-turn",
            "data-name": name,
            "aria-label": words.say(name),
            on: { click: () => this.calls.turn(steps) },
          },
          sign,
        );
      const place =
        index === null
          ? words.count("strikes", count)
          : words.say("of", { index: words.number(index + 1), count: words.number(count) });
      return el(
        "div",
        { class: "mapapp-turner" },
        button("previous", "‹", -1),
        el("span", {}, place),
        button("next", "›", 1),
      );
    }

    sides(record, context) {
      const { words } = context;
      const text = words.say("by_against", {
        attacker: words.value("actor", record.attacker),
        attacked: words.value("actor", record.attacked),
      });
      return el("p", { class: "mapapp-who" }, context.dot(record.attacker), text);
    }

    toll(record, words) {
      const figure = (name) =>
        !known(record[name])
          ? el("div", { class: "mapapp-unknown" }, words.say(name + "_unknown"))
          : el(
              "div",
              {},
              el("b", {}, span(record, name, words)),
              el("span", {}, words.say(name) + bound(record, name, words)),
            );
      return el("div", { class: "mapapp-toll" }, figure("killed"), figure("injured"));
    }

    facts(record, words) {
      const list = el("dl", {});
      const add = (name, text, detail) =>
        text &&
        list.append(
          el("dt", {}, name),
          el("dd", {}, text, detail ? el("span", { class: "mapapp-small" }, detail) : null),
        );
      add(words.say("when"), days(record, words), record.date ? words.say("time." + record.time_precision) : null);
      add(words.say("where"), where(record, words), precision(record, words, this.shown.context));
      add(words.say("place_from"), record.place_source);
      add(words.say("weapon_said"), record.weapon);
      add(words.say("launched"), mapapp.local(record, "launch_place", words));
      add(words.say("operator"), record.operator);
      add(words.say("outcome"), capital(words.value("outcome", record.outcome)));
      add(words.say("status"), capital(words.value("status", record.status)));
      const read = record.confidence !== null && record.confidence !== undefined;
      const value = read ? words.number(Math.round(record.confidence * 100) / 100) : null;
      add(
        words.say("checked"),
        words.say(read ? "unreviewed" : "by_people"),
        read ? words.say("by_rules", { value }) : null,
      );
      return list;
    }

    quote(record, context) {
      if (!record.quote) return null;
      return section(context.words.say("quote"), el("blockquote", {}, "“" + record.quote + "”"));
    }

    sources(record, words) {
      const rows = (record.sources || []).map((source) => {
        const name =
          source.title || source.publisher || (source.url ? hostOf(source.url) : words.say("no_address"));
        const about = [
          source.title ? source.publisher : null,
          source.published
            ? words.date(new Date(source.published + "T00:00:00Z"), {
                day: "numeric",
                month: "long",
                year: "numeric",
              })
            : null,
        ];
        const detail = about.filter(Boolean).join(", ");
        return el(
          "li",
          {},
          source.url ? mapapp.link(source.url, name) : name,
          detail ? el("span", { class: "mapapp-small" }, detail) : null,
        );
      });
      if (!rows.length) return null;
      return section(
        words.say(rows.length > 1 ? "sources" : "source"),
        el("ul", { class: "mapapp-sources" }, ...rows),
      );
    }

    // The strikes at the same point, each a button.
    list({ words, brief }) {
      const { here, row } = this.shown;
      if (here.length < 2) return null;
      const rows = here.map((other) =>
        el(
          "li",
          {},
          el(
            "button",
            {
              type: "button",
              class: "mapapp-plain",
              "aria-current": other === row ? "true" : null,
              on: { click: () => this.calls.open(other) },
            },
            brief(other),
          ),
        ),
      );
      return section(words.say("here"), el("ul", { class: "mapapp-here" }, ...rows));
    }
  };

  const section = (name, ...children) => el("section", {}, el("h3", {}, name), ...children);

  // Target and place, the place only where the target does not name it.
  function title(record, words) {
    const target = record.target ? capital(record.target) : null,
      place = mapapp.local(record, "place", words);
    if (!target) return place || capital(words.value("target", record.target_type));
    const told = [place, record.place].some((name) => name && target.toLowerCase().includes(name.toLowerCase()));
    return place && !told ? `${target}, ${place}` : target;
  }

  mapapp.titleOf = title;

  function where(record, words) {
    const country = record.country ? mapapp.countryName(record.country, words) : words.say("at_sea");
    return [mapapp.local(record, "place", words), mapapp.local(record, "admin1", words), country]
      .filter((part, i, all) => part && all.indexOf(part) === i)
      .join(", ");
  }

  function precision(record, words, context) {
    if (record.latitude === null || record.longitude === null) return words.say("no_place");
    const texts = [words.say("precision." + (record.geo_precision || "unknown"))];
    if (context.wide(record)) texts.push(words.say("area_wide"));
    else if (record.uncertainty_km)
      texts.push(words.say("circle", { km: words.number(record.uncertainty_km) }));
    return texts.filter(Boolean).join(". ") + ".";
  }

  function hostOf(address) {
    try {
      return new URL(address).hostname;
    } catch {
      return address;
    }
  }
})();
