/** The look of the web page, inside it so that one file is enough. */
export const pageStyle = `
:root {
  color: #1f2328;
  background: #fff;
}
body {
  margin: 0 auto;
  max-width: 46rem;
  padding: 1.5rem 1rem 4rem;
  font:
    1.0625rem/1.85 'Noto Serif SC',
    'Source Han Serif SC',
    'Songti SC',
    SimSun,
    serif;
  text-autospace: normal;
  font-variant-numeric: tabular-nums;
  overflow-wrap: break-word;
}
html:lang(en) body {
  line-height: 1.65;
}
header {
  border-bottom: 2px solid #1d3f72;
  margin-bottom: 2.5rem;
  padding: 2rem 0 1rem;
}
.cycle {
  color: #5b6470;
  margin: 0;
}
h1 {
  color: #1d3f72;
  font-size: 1.9rem;
  line-height: 1.4;
  margin: 0.5rem 0 1.5rem;
  text-wrap: balance;
}
h2 {
  font-size: 1.4rem;
  margin: 2.75rem 0 1rem;
}
h3 {
  font-size: 1.15rem;
  margin: 2rem 0 0.75rem;
}
h4 {
  font-size: 1.0625rem;
  margin: 1.5rem 0 0.5rem;
}
dl {
  margin: 0;
}
dl div {
  display: flex;
  gap: 1rem;
}
dt {
  color: #5b6470;
  min-width: 6em;
}
dd {
  margin: 0;
}
section > p:not(.note) {
  margin: 0.75rem 0;
}
html:lang(zh) section > p:not(.note) {
  text-indent: 2em;
}
.hash {
  font-size: 0.8rem;
  overflow-wrap: anywhere;
}
.hash a {
  color: #1d3f72;
}
figure,
.table {
  margin: 1.75rem 0;
}
figcaption,
caption {
  font-weight: 700;
  font-size: 0.95rem;
  text-align: center;
  padding: 0.5rem 0;
}
.note {
  color: #5b6470;
  font-size: 0.875rem;
  line-height: 1.6;
  margin: 0.35rem 0;
}
.wide {
  overflow-x: auto;
}
.wide:focus-visible {
  outline: 2px solid #1d3f72;
  outline-offset: 2px;
}
svg {
  display: block;
  width: 100%;
  min-width: 34rem;
  height: auto;
}
table {
  border-collapse: collapse;
  width: 100%;
  min-width: 34rem;
  font-size: 0.9rem;
  line-height: 1.5;
  border-block: 2px solid #1d3f72;
}
thead {
  border-bottom: 1px solid #1d3f72;
}
th,
td {
  padding: 0.4rem 0.4rem;
  text-align: left;
  vertical-align: middle;
  font-weight: 400;
  border-bottom: 1px solid #d9dde3;
}
thead th {
  font-weight: 700;
  word-break: keep-all;
}
.right {
  text-align: right;
}
.center {
  text-align: center;
}
.group th {
  background: #eef2f8;
  color: #1d3f72;
  font-weight: 700;
}
.attention th {
  color: #b93a26;
  font-weight: 700;
}
hr.page {
  border: 0;
  margin: 0;
}
@media screen and (max-width: 40rem) {
  /* What names a table and its rows stays in sight while its columns pass. */
  caption {
    text-align: left;
  }
  caption span {
    display: inline-block;
    position: sticky;
    left: 0;
    max-width: calc(100vw - 3rem);
  }
  tbody th[scope='row'] {
    position: sticky;
    left: 0;
    max-width: 45vw;
    background: #fff;
  }
}
@media print {
  @page {
    size: A4;
    margin: 37mm 26mm 35mm 28mm;
  }
  body {
    max-width: none;
    padding: 0;
    font-size: 12pt;
  }
  .wide {
    overflow: visible;
  }
  svg,
  table {
    min-width: 0;
  }
  thead {
    display: table-header-group;
  }
  tr,
  figure,
  h2,
  h3,
  h4 {
    break-inside: avoid;
  }
  h2,
  h3,
  h4,
  caption {
    break-after: avoid;
  }
  hr.page {
    break-after: page;
  }
  p {
    orphans: 2;
    widows: 2;
  }
}
`;
