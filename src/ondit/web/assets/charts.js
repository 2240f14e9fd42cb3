// Drawings: figures as intervals over days, places on a map. The same rows stand in a table beside each.
"use strict";
(() => {
  const read = (id) => { const at = document.getElementById(id); return at ? JSON.parse(at.textContent) : null; };
  // light-dark() is resolved by a probe: SVG attributes need a plain colour.
  const ink = (name) => { const probe = document.createElement("i"); probe.style.color = `var(${name})`; document.body.append(probe); const found = getComputedStyle(probe).color; probe.remove(); return found; };
  const SYMBOLS = ["circle", "square", "triangle", "diamond", "star", "wye", "cross"];
  const SIGNS = { circle: "●", square: "■", triangle: "▲", diamond: "◆", star: "★", wye: "Y", cross: "✚" };
  // The drawing has one label for screen readers, on its box; those of its parts would be labels of nothing.
  const put = (box, svg) => {
    for (const part of svg.querySelectorAll("[aria-label]")) { part.classList.add(`mark-${part.getAttribute("aria-label").replace(/\W+/g, "-")}`); part.removeAttribute("aria-label"); part.removeAttribute("aria-description"); }
    box.replaceChildren(svg);
  };
  const day = (iso) => new Date(iso.length === 7 ? `${iso}-15` : iso);
  const width = (box) => Math.max(Math.min(box.clientWidth || 720, 1120), 260);
  // Room for names at the right of the drawing, where the window is wide enough.
  const wide = (room) => room > 560;
  const LABEL = 14;      // pixels from one name to the next
  const HEIGHT = 270, TOP = 16, BOTTOM = 34;

  function key(box, parts) {
    if (!parts.length) return;
    const at = document.createElement("p");
    at.className = "key";
    for (const [sign, text, colour] of parts) { const one = document.createElement("span"), mark = document.createElement("span"); mark.textContent = sign; mark.style.color = colour; one.append(mark, ` ${text}`); at.append(one); }
    box.append(at);
  }

  function figures(box, data) {
    const voices = [...new Set(data.points.map((p) => p.voice))];
    const symbol = new Map(voices.map((v, i) => [v, SYMBOLS[i % SYMBOLS.length]]));
    const shades = [ink("--calm"), ink("--bad"), ink("--good"), ink("--warn"), ink("--grey")];
    const shade = new Map(voices.map((v, i) => [v, shades[i % shades.length]]));
    // An open bound has one end; its arrow leads to where the other one is not known.
    const rows = data.points.map((p) => ({ ...p, x: day(p.day), y1: p.low ?? p.high, y2: p.high ?? p.low, open: p.low === null ? "down" : p.high === null ? "up" : "" }));
    const by = new Map(rows.map((p) => [p.id, p]));
    const moves = rows.filter((p) => by.has(p.revises)).map((p) => ({ a: by.get(p.revises), b: p }));
    const room = width(box), top = Math.max(...rows.map((p) => p.y2)) * 1.12 || 1;
    const days = rows.map((p) => +p.x), first = Math.min(...days), last = Math.max(...days), edge = Math.max((last - first) * 0.04, 5 * 864e5);
    const x = [new Date(first - edge), new Date(last + edge)];
    const format = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" });
    const labels = wide(room) ? apart(rows.filter((p) => p.latest), top / (HEIGHT - TOP - BOTTOM)) : [];
    const band = data.low !== null && data.high !== null && data.low < data.high;
    put(box, Plot.plot({
      className: "plot", width: room, height: HEIGHT, marginTop: TOP, marginBottom: BOTTOM, marginLeft: 46, marginRight: labels.length ? 230 : 18, ariaHidden: "true",
      x: { type: "utc", domain: x, label: null, ticks: room > 500 ? 6 : 3, tickFormat: dated(x[1] - x[0]) }, y: { label: null, grid: true, domain: [0, top], ticks: 5, tickFormat: (v) => format.format(v) },
      marks: [
        ...(band ? [Plot.rectY([data], { y1: "low", y2: "high", fill: ink("--grey"), fillOpacity: 0.1 }), Plot.ruleY([data.low, data.high], { stroke: ink("--grey"), strokeDasharray: "2 4" })] : []),
        Plot.ruleY([0], { stroke: ink("--grey") }),
        Plot.link(labels, { x1: "x", y1: "y2", x2: () => x[1], y2: "at", stroke: (p) => shade.get(p.voice), strokeOpacity: 0.35 }),
        Plot.link(moves, { x1: (m) => m.a.x, y1: (m) => m.a.y2, x2: (m) => m.b.x, y2: (m) => m.b.y2, stroke: (m) => shade.get(m.b.voice), strokeDasharray: "3 3" }),
        Plot.ruleX(rows, { x: "x", y1: "y1", y2: "y2", stroke: (p) => shade.get(p.voice), strokeWidth: 4, strokeOpacity: (p) => (p.latest ? 0.9 : 0.4) }),
        Plot.vector(rows.filter((p) => p.open), { x: "x", y: "y2", length: 26, anchor: "start", rotate: (p) => (p.open === "up" ? 0 : 180), stroke: (p) => shade.get(p.voice), strokeWidth: 1.6 }),
        Plot.dot(rows, { x: "x", y: "y2", symbol: (p) => symbol.get(p.voice), r: 5, stroke: (p) => shade.get(p.voice), fill: (p) => (p.latest ? shade.get(p.voice) : ink("--paper")), title: (p) => `${p.voice}: ${p.text} (${p.date})` }),
        Plot.text(labels, { x: () => x[1], y: "at", dx: 6, text: (p) => `${SIGNS[symbol.get(p.voice)]} ${cut(p.voice, 24)} ${p.short}`, textAnchor: "start", fill: (p) => shade.get(p.voice), fontSize: 11.5 }),
      ],
      symbol: { type: "identity" }, color: { type: "identity" },
    }));
    const written = new Set(labels.map((p) => p.voice));
    key(box, voices.filter((v) => !written.has(v)).map((v) => [SIGNS[symbol.get(v)], v, shade.get(v)]));
  }
  // Days or months in the reader's language; the year below the first one and where a new one begins.
  function dated(span) {
    const part = (options) => new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", ...options });
    const year = part({ year: "numeric" }), near = span < 80 * 864e5 ? part({ day: "numeric", month: "short" }) : part({ month: "short" });
    let before = "";
    if (span > 4 * 365 * 864e5) return (d) => year.format(d);
    return (d, i) => { const now = year.format(d), told = i && now === before ? near.format(d) : `${near.format(d)}\n${now}`; before = now; return told; };
  }
  const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);
  // Names beside the drawing, from the bottom up, none nearer to the next than a line; those without room are in the key.
  function apart(points, unit) {
    const found = [];
    let next = 0;
    for (const p of [...points].sort((a, b) => a.y2 - b.y2)) { const at = Math.max(p.y2, next); next = at + LABEL * unit; found.push({ ...p, at }); }
    return found.filter((p) => p.at / unit <= HEIGHT - BOTTOM);
  }

  // How exactly a place is known is told by its sign; a country is its whole outline.
  const PRECISION = { admin1: ["square", "□"], city: ["circle", "●"], place: ["diamond", "◆"], country: ["cross", "✚"] };
  function map(box, spots) {
    const { world, codes } = globalThis.onditMap;
    const lands = topojson.feature(world, world.objects.countries).features;
    const shape = new Map(lands.map((f) => [f.id, f]));
    const outlined = spots.filter((s) => s.precision === "country" && shape.has(codes[s.country]));
    const dots = spots.filter((s) => s.lat !== null && !outlined.includes(s));
    const drawn = outlined.map((s) => shape.get(codes[s.country]));
    const around = dots.length || drawn.length ? { type: "FeatureCollection", features: [...drawn, ...dots.map((s) => ({ type: "Feature", geometry: { type: "Polygon", coordinates: [ring(s)] } }))] } : { type: "Sphere" };
    const room = width(box), height = Math.round(Math.min(room * (wide(room) ? 0.5 : 0.85), 460));
    // Where all lies within some degrees of 180° the map is turned, so that nothing is torn apart.
    const projection = d3.geoEqualEarth().rotate([-d3.geoCentroid(around)[0], 0]).fitExtent([[34, 26], [room - 34, height - 26]], around);
    const path = d3.geoPath(projection);
    const named = [...dots.map((s) => ({ ...s, xy: projection([s.lon, s.lat]), gap: 11 })), ...outlined.map((s, i) => ({ ...s, xy: path.centroid(largest(drawn[i])), gap: 0 }))];
    const names = placed(named, room, height), hollow = (s) => s.precision === "admin1";
    const text = (side, options) => Plot.text(names.filter((s) => s.side === side), { x: (s) => s.xy[0], y: (s) => s.xy[1], text: "name", fill: ink("--ink"), stroke: ink("--paper"), strokeWidth: 3, fontSize: 11.5, fontWeight: (s) => (s.gap ? 400 : 650), ...options });
    put(box, Plot.plot({
      className: "plot", width: room, height, margin: 0, ariaHidden: "true",
      x: { type: "identity", axis: null }, y: { type: "identity", axis: null },
      marks: [
        () => { const g = d3.create("svg:g").attr("aria-label", "geo"); for (const f of [...lands.filter((f) => !drawn.includes(f)), ...drawn]) { const d = path(f); if (d) g.append("path").attr("d", d).attr("fill", drawn.includes(f) ? ink("--m-place") : ink("--line")).attr("stroke", drawn.includes(f) ? ink("--warn") : ink("--paper")).attr("stroke-width", drawn.includes(f) ? 1.2 : 0.6); } return g.node(); },
        Plot.dot(named.filter((s) => s.gap), { x: (s) => s.xy[0], y: (s) => s.xy[1], r: (s) => (hollow(s) ? 7 : 3.5 + Math.min(s.times, 9) / 3), symbol: (s) => PRECISION[s.precision]?.[0] ?? "circle", fill: (s) => (hollow(s) ? "none" : ink("--bad")), stroke: (s) => (hollow(s) ? ink("--bad") : ink("--paper")), strokeWidth: (s) => (hollow(s) ? 1.8 : 1), title: (s) => `${s.name} (${s.word})` }),
        text("right", { textAnchor: "start", dx: 11 }), text("left", { textAnchor: "end", dx: -11 }), text("above", { dy: -13 }), text("below", { dy: 13 }), text("middle", {}), text("far above", { dy: -30 }), text("far below", { dy: 30 }),
        Plot.frame({ stroke: ink("--line") }),
      ],
      r: { type: "identity" }, symbol: { type: "identity" }, color: { type: "identity" },
    }));
    const order = ["country", "admin1", "city", "place"];
    const kinds = new Map([...spots].sort((a, b) => order.indexOf(a.precision) - order.indexOf(b.precision)).map((s) => [outlined.includes(s) ? "outline" : s.precision, s]));
    key(box, [...kinds].map(([kind, s]) => [kind === "outline" ? "▨" : PRECISION[kind]?.[1] ?? "●", s.word, ink(kind === "outline" ? "--warn" : "--bad")]));
  }
  // A square of a degree and a half around a town (clockwise, as spheres want it).
  const ring = (s) => [[-1.5, -1.5], [-1.5, 1.5], [1.5, 1.5], [1.5, -1.5], [-1.5, -1.5]].map(([x, y]) => [s.lon + x, Math.max(-89, Math.min(89, s.lat + y))]);
  // A name stands on the mainland and not between it and far islands.
  function largest(feature) {
    if (feature.geometry.type !== "MultiPolygon") return feature;
    const parts = feature.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
    return parts.reduce((a, b) => (d3.geoArea(b) > d3.geoArea(a) ? b : a));
  }
  // Each name on the first side where it meets no other name or point; those that find none are in the table alone.
  function placed(spots, room, height) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = "11.5px sans-serif";
    const taken = spots.filter((s) => s.gap).map(({ xy: [x, y] }) => [x - 6, y - 6, x + 6, y + 6]);
    const found = [];
    for (const s of spots) {
      const half = pen.measureText(s.name).width * 1.12 + 2, [x, y] = s.xy;
      const sides = s.gap ? { right: [x + 9, y - 7, x + 11 + half, y + 7], left: [x - 11 - half, y - 7, x - 9, y + 7], above: [x - half / 2, y - 20, x + half / 2, y - 7], below: [x - half / 2, y + 7, x + half / 2, y + 20] } : Object.fromEntries(Object.entries({ middle: 0, above: -13, below: 13, "far above": -30, "far below": 30 }).map(([name, dy]) => [name, [x - half / 2, y + dy - 7, x + half / 2, y + dy + 7]]));
      const side = Object.keys(sides).find((name) => { const [l, t, r, b] = sides[name]; return l > 2 && t > 2 && r < room - 2 && b < height - 2 && !taken.some((o) => l < o[2] && o[0] < r && t < o[3] && o[1] < b); });
      if (side) { taken.push(sides[side]); found.push({ ...s, side }); }
    }
    return found;
  }

  function draw() {
    const data = read("figures-data"), spots = read("spots-data");
    if (!globalThis.Plot) return;
    for (const at of document.querySelectorAll("[data-figures]")) figures(at.querySelector(".plot-at"), data[Number(at.dataset.figures)]);
    const box = document.querySelector(".map .plot-at");
    if (box && spots?.length) map(box, spots);
  }
  let wait;
  addEventListener("resize", () => { clearTimeout(wait); wait = setTimeout(draw, 120); });
  document.addEventListener("ondit:draw", draw);
  addEventListener("DOMContentLoaded", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
