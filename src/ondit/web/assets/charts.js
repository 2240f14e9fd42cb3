// Drawings: figures as intervals over days, places on a map. The same rows stand in a table beside each.
"use strict";
(() => {
  const read = (id) => { const at = document.getElementById(id); return at ? JSON.parse(at.textContent) : null; };
  // light-dark() is resolved by a probe: SVG attributes need a plain colour.
  const ink = (name) => { const probe = document.createElement("i"); probe.style.color = `var(${name})`; document.body.append(probe); const found = getComputedStyle(probe).color; probe.remove(); return found; };
  const SYMBOLS = ["circle", "square", "triangle", "diamond", "star", "wye", "cross"];
  // The drawing has one label for screen readers, on its box; those of its parts would be labels of nothing.
  const put = (box, svg) => {
    for (const part of svg.querySelectorAll("[aria-label]")) { part.classList.add(`mark-${part.getAttribute("aria-label").replace(/\W+/g, "-")}`); part.removeAttribute("aria-label"); part.removeAttribute("aria-description"); }
    box.replaceChildren(svg);
  };
  const SIGNS = { circle: "●", square: "■", triangle: "▲", diamond: "◆", star: "★", wye: "Y", cross: "+" };
  const day = (iso) => new Date(iso.length === 7 ? `${iso}-15` : iso);

  function figures(box, data) {
    const voices = [...new Set(data.points.map((p) => p.voice))];
    const symbol = new Map(voices.map((v, i) => [v, SYMBOLS[i % SYMBOLS.length]]));
    const shades = [ink("--calm"), ink("--bad"), ink("--good"), ink("--warn"), ink("--grey")];
    const shade = new Map(voices.map((v, i) => [v, shades[i % shades.length]]));
    const rows = data.points.map((p) => ({ ...p, x: day(p.day), y1: p.low ?? p.high, y2: p.high ?? p.low, open: p.low === null ? "down" : p.high === null ? "up" : "" }));
    const by = new Map(rows.map((p) => [p.id, p]));
    const moves = rows.filter((p) => by.has(p.revises)).map((p) => ({ a: by.get(p.revises), b: p }));
    const width = Math.max(Math.min(box.clientWidth || 720, 860), 280);
    const ends = rows.filter((p) => p.latest);
    const band = data.low !== null && data.high !== null && data.low < data.high;
    const format = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" });
    put(box, Plot.plot({
      className: "plot", width, height: 260, marginLeft: 52, marginRight: width > 560 ? 190 : 24, ariaHidden: "true",
      x: { type: "utc", label: null, ticks: width > 500 ? 6 : 3, inset: 14 }, y: { label: null, grid: true, nice: true, inset: 8, tickFormat: (v) => format.format(v) },
      marks: [
        ...(band ? [Plot.rectY([data], { y1: "low", y2: "high", fill: ink("--grey"), fillOpacity: 0.1 })] : []),
        Plot.link(moves, { x1: (m) => m.a.x, y1: (m) => m.a.y2, x2: (m) => m.b.x, y2: (m) => m.b.y2, stroke: (m) => shade.get(m.b.voice), strokeDasharray: "3 3" }),
        Plot.ruleX(rows, { x: "x", y1: "y1", y2: "y2", stroke: (p) => shade.get(p.voice), strokeWidth: 4, strokeOpacity: (p) => (p.latest ? 0.9 : 0.4) }),
        Plot.dot(rows, { x: "x", y: "y2", symbol: (p) => symbol.get(p.voice), r: 5, stroke: (p) => shade.get(p.voice), fill: (p) => (p.latest ? shade.get(p.voice) : ink("--paper")), title: (p) => `${p.voice}: ${p.text} (${p.date})` }),
        Plot.text(rows.filter((p) => p.open), { x: "x", y: "y2", text: (p) => (p.open === "up" ? "≥" : "≤"), dx: -11, fill: (p) => shade.get(p.voice) }),
        ...(width > 560 ? [Plot.text(spread(ends), { x: "x", y: "y2", dx: 10, text: (p) => `${p.voice.slice(0, 22)} ${p.open === "up" ? "≥" : p.open === "down" ? "≤" : ""}${format.format(p.y2)}`, textAnchor: "start", fill: (p) => shade.get(p.voice), fontSize: 11 })] : []),
      ],
      symbol: { type: "identity" }, color: { type: "identity" },
    }));
    // Which sign is whose: beside the points there is not always room for a name.
    const key = document.createElement("p");
    key.className = "key";
    for (const v of voices) { const at = document.createElement("span"); at.textContent = `${SIGNS[symbol.get(v)]} ${v}`; at.style.color = shade.get(v); key.append(at, " "); }
    box.append(key);
  }
  // Labels at the same place: only the first is written, the table has them all.
  function spread(points) {
    const seen = [];
    const span = Math.max(...points.map((p) => p.y2)) - Math.min(...points.map((p) => p.y2)) || 1;
    return points.filter((p) => { const near = seen.some((o) => Math.abs(o.y2 - p.y2) / span < 0.08); if (!near) seen.push(p); return !near; });
  }

  function map(box, spots) {
    const { world, codes } = globalThis.onditMap;
    const lands = topojson.feature(world, world.objects.countries).features;
    const named = new Set(spots.map((s) => codes[s.country]).filter(Boolean));
    const drawn = lands.filter((f) => named.has(f.id));
    const dots = spots.filter((s) => s.lat !== null);
    const around = dots.length || drawn.length ? { type: "FeatureCollection", features: [...drawn, ...dots.map((s) => ({ type: "Feature", geometry: { type: "Polygon", coordinates: [ring(s)] } }))] } : { type: "Sphere" };
    const width = Math.max(Math.min(box.clientWidth || 720, 860), 280);
    put(box, Plot.plot({
      className: "plot", width, height: Math.round(width * 0.5), ariaHidden: "true",
      projection: { type: "equal-earth", domain: around, inset: 24 },
      marks: [
        Plot.geo(lands, { fill: ink("--line"), stroke: ink("--paper"), strokeWidth: 0.6, clip: "frame" }),
        Plot.geo(drawn, { fill: ink("--m-place"), stroke: ink("--warn"), strokeWidth: 1.2, clip: "frame" }),
        Plot.dot(dots, { x: "lon", y: "lat", r: (s) => 3 + Math.min(s.times, 9) / 2, symbol: (s) => (s.precision === "admin1" ? "square" : "circle"), fill: ink("--bad"), stroke: ink("--paper"), title: (s) => `${s.name} (${s.word})` }),
        Plot.text(dots, { x: "lon", y: "lat", text: "name", dx: 9, textAnchor: "start", fill: ink("--ink"), stroke: ink("--paper"), strokeWidth: 3, fontSize: 11 }),
        Plot.frame({ stroke: ink("--line") }),
      ],
      r: { type: "identity" }, symbol: { type: "identity" }, color: { type: "identity" },
    }));
  }
  // A square of two degrees around a town (clockwise, as spheres want it).
  const ring = (s) => [[-2, -2], [-2, 2], [2, 2], [2, -2], [-2, -2]].map(([x, y]) => [s.lon + x, s.lat + y]);

  function draw() {
    const data = read("figures-data"), spots = read("spots-data");
    if (!globalThis.Plot) return;
    for (const at of document.querySelectorAll("[data-figures]")) figures(at.querySelector(".plot-at"), data[Number(at.dataset.figures)]);
    const box = document.querySelector(".map .plot-at");
    if (box && spots?.length) map(box, spots);
  }
  document.addEventListener("ondit:draw", draw);
  addEventListener("DOMContentLoaded", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
