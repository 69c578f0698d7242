/**
 * The paper 养老保险个人账户对账单, in Typst. A string module, because the daemon is one bundle and the worker must
 * find its template wherever the bundle lies.
 *
 * It only lays out: every word and amount arrives as text in `statement.json` (see statement-view.ts), so no datum is
 * ever part of the source and none can be read as markup.
 *
 * ```
 *   ┌ agency                                          name ┐   every page
 *   │ QR │ number, code, valid until │          第 n 次打印 │
 *   │                养老保险个人账户对账单                 │
 *   │ 一、基本信息                                单位：元 │
 *   │ 二、近期缴费情况      one line a record               │
 *   │ 三、历年个人账户情况  header repeated on every page    │
 *   │ 说明                              │ no seal          │
 *   └ cut-off · print time · number · digest · page i of n ┘   every page
 * ```
 */
export const PENSION_ACCOUNT_TEMPLATE = String.raw`
#let d = json("statement.json")
#let hairline = 0.5pt + black
#let outline = 0.8pt + black
#let small = 8pt

#set document(title: d.title, author: d.issuer, description: d.description, date: auto)
#set text(font: "Noto Sans SC", lang: "zh", region: "cn", size: 9.5pt, number-width: "tabular", cjk-latin-spacing: none)
#set par(leading: 0.5em, spacing: 0.6em, justify: false)

// Outlines only: a laser printer turns a grey fill into noise under the figures. The strokes of a character overlap
// in this font, so a white one on top hides the lines inside.
#let watermark = if d.sample {
  let glyphs = text.with(size: 78pt, fill: white, tracking: 0.3em)
  let mark = rotate(-32deg, {
    place(center + horizon, glyphs(stroke: 1.1pt + luma(72%))[样张])
    place(center + horizon, glyphs[样张])
  })
  place(center + horizon, dy: -88mm, mark)
  place(center + horizon, dy: 0mm, mark)
  place(center + horizon, dy: 88mm, mark)
}

#set page(
  paper: "a4",
  margin: (left: 14mm, right: 12mm, top: 16mm, bottom: 19mm),
  background: watermark,
  header-ascent: 4mm,
  // The same on every page: a head that asks for its page number makes Typst lay everything out twice.
  header: {
    set text(size: small)
    grid(columns: (1fr, auto), d.issuer, [姓名：#d.name])
  },
  footer-descent: 3mm,
  footer: {
    set text(size: small)
    line(length: 100%, stroke: hairline)
    v(1.2mm, weak: true)
    grid(
      columns: (1fr, auto),
      row-gutter: 1.4mm,
      [数据统计截止至：#d.cutOff#h(1.5em)打印时间：#d.printedAt#h(1.5em)终端编号：#d.terminal],
      align(right, context [第 #counter(page).display() 页　共 #counter(page).final().first() 页]),
      [表单验证号码：#d.number#h(1.5em)摘要：#d.digest],
      align(right)[#if d.sample [样张　仅供演示]],
    )
  },
)

#show heading.where(level: 1): it => block(width: 100%, above: 0pt, below: 0pt, align(center, text(size: 17pt, weight: "bold", tracking: 0.08em, it.body)))
#show heading.where(level: 2): it => block(above: 4.2mm, below: 1.6mm, sticky: true, text(size: 10.5pt, weight: "bold", it.body))

// ---- head ----------------------------------------------------------------------------------------------------
#grid(
  columns: (21mm, 1fr, auto),
  column-gutter: 3mm,
  image(bytes(d.qr), format: "svg", width: 21mm, height: 21mm, alt: d.qrDescription),
  {
    set text(size: small)
    set par(leading: 0.62em)
    [表单验证号码：#d.number \ 校验码：#d.code \ 核验有效期至：#d.verifiableUntil \ 扫描左侧二维码，或凭验证号码与校验码核验真伪]
  },
  align(right, {
    set text(size: small)
    if d.printing != none { box(stroke: outline, inset: (x: 2.2mm, y: 1.4mm), text(size: 9.5pt, weight: "bold", d.printing)) }
  }),
)
#v(2.5mm, weak: true)
= #d.title
#v(1.8mm, weak: true)
#align(center, text(size: 11pt)[（#d.subtitle）])
#v(3.5mm, weak: true)

// ---- basic data ----------------------------------------------------------------------------------------------
#let section(title) = grid(
  columns: (1fr, auto),
  align: (left + bottom, right + bottom),
  inset: (bottom: 1.2mm),
  [== #title],
  text(size: 9pt)[单位：元],
)

#let cell-inset = (x: 1.6mm, y: 1.55mm)
#let label(body) = grid.cell(align: center + horizon, body)

#section(d.headings.basics)
#grid(
  columns: (27mm, 1fr, 37mm, 1fr),
  stroke: hairline,
  inset: cell-inset,
  align: left + horizon,
  ..d.basics.map(row => {
    if row.len() == 2 { (label(row.at(0)), grid.cell(colspan: 3, row.at(1))) }
    else { (label(row.at(0)), row.at(1), label(row.at(2)), row.at(3)) }
  }).flatten(),
)

// ---- tables ---------------------------------------------------------------------------------------------------
#let widths = (
  month: 16mm, short: 12mm, kind: 1fr, amount: 1.25fr, date: 20mm, status: 17mm, year: 13mm, months: 12mm, rate: 16mm,
)
#let data-table(columns, rows) = {
  set text(size: 9pt)
  table(
    columns: columns.map(column => if column.width in widths { widths.at(column.width) } else { auto }),
    align: (x, y) => if y == 0 { center + horizon } else if columns.at(x).right { right + horizon } else { center + horizon },
    stroke: hairline,
    inset: (x: 1.3mm, y: 1.12mm),
    table.header(repeat: true, ..columns.map(column => text(size: 8.5pt, column.title.split("\n").join(linebreak())))),
    ..rows.flatten(),
  )
}

== #d.headings.recent
#if d.recent.rows.len() == 0 [
  #d.recent.none
] else {
  data-table(d.recent.columns, d.recent.rows)
  if d.recent.employers.len() > 0 {
    set text(size: small)
    block(above: 1.6mm, grid(
      columns: (auto, 1fr),
      column-gutter: 1.5mm,
      row-gutter: 1.3mm,
      ..d.recent.employers.map(entry => ([单位 #entry.at(0)：], entry.at(1))).flatten(),
    ))
  }
}

== #d.headings.years
#if d.years.rows.len() == 0 [
  #d.years.none
] else {
  data-table(d.years.columns, d.years.rows)
}

// ---- notes and the place of the seal ----------------------------------------------------------------------------
#block(breakable: false, above: 3mm, width: 100%, grid(
  columns: (1fr, 50mm),
  stroke: hairline,
  inset: (x: 2.2mm, y: 1.6mm),
  {
    set text(size: 8pt)
    set par(leading: 0.55em, spacing: 0.55em)
    [说明]
    for (index, note) in d.notes.enumerate() {
      parbreak()
      grid(columns: (1.4em, 1fr), [#(index + 1).], note)
    }
  },
  {
    set align(center + horizon)
    text(size: 8.5pt, d.issuer)
    v(2mm, weak: true)
    rect(width: 36mm, height: 17mm, stroke: (paint: black, thickness: 0.8pt, dash: "dashed"), align(center + horizon, d.seal.split("\n").join(linebreak())))
    v(2mm, weak: true)
    text(size: small, d.issuedOn)
  },
))
`;
