/**
 * What a build takes, in plain SQL, as the explosion reckons it: quantities through every level (not deeper than the
 * product goes, which also ends rings), what is not placed left out with all below it. `$1` revision, `$2` how many.
 */
export const plainBuild = `build as (
    select l.id, l.position, l.quantity * $2::numeric as taken, 1 as depth from bom_lines l
      where l.revision_id = $1 and l.parent_position is null and not l.dnp and not l.exclude_from_bom
    union all
    select l.id, l.position, build.taken * l.quantity, build.depth + 1 from build
      join bom_lines l on l.revision_id = $1 and l.parent_position = build.position and not l.dnp and not l.exclude_from_bom
      where build.depth < 20
  ), parents as (select distinct parent_position from bom_lines where revision_id = $1)`

/** A part number as it is compared: width, case, spaces and dashes do not matter. */
export const plainNumber = (column: string): string =>
  `regexp_replace(upper(normalize(${column}, NFKC)), '[\\s\\-_.,]', '', 'g')`

/** Percent and pieces of the class a part is lost in, by its kind and how it is packed; of `t` with refs, package and words. */
export const plainLoss = `(select case
      when t.words ~* '\\ypcb\\y|线路板|电路板|光板' then 'bareBoard' when t.words ~* '\\ybatter(y|ies)\\y|电池|\\y(display|lcd|oled)\\y|显示屏' then 'fragile'
      when t.words ~* '\\yscrews?\\y|螺丝|\\ylabels?\\y|标签' then 'packaging'
      when substring(upper(t.refs) from '^[A-Z]+') in ('Y', 'X', 'XTAL', 'M', 'MOD') then 'crystal'
      when substring(upper(t.refs) from '^[A-Z]+') in ('J', 'P', 'CN', 'CON', 'XS', 'USB', 'SW', 'S', 'KEY', 'BTN', 'K', 'RLY', 'TR', 'BZ', 'LS') then 'throughHole'
      when t.package ~ '^(01005|0201)$' then 'tinyChip' when t.package = '0402' then 'chip0402' when t.package ~ '^(0603|0805)$' then 'chip'
      when t.package ~ '^(1206|1210|1806|1808|1812|2010|2220|2512)$' or t.package ~* '^(SOT|SOD|SC-70|SM[ABC]$|CASE-)' then 'largeChip'
      when t.package ~* '(SOIC|SOP|SOJ|QFN|DFN|QFP|BGA|LGA|SON|CSP|PLCC)' or substring(upper(t.refs) from '^[A-Z]+') in ('U', 'IC') then 'ic'
      when t.package ~* '(^TO-|DIP|SIP|AXIAL|RADIAL)' then 'throughHole' else 'other' end as class)`

/** Percent and pieces of each class, for builds of a hundred and more. */
export const plainClasses = `(values ('tinyChip', 5, 200), ('chip0402', 3, 100), ('chip', 2, 50), ('largeChip', 1, 30), ('crystal', 1, 10),
    ('ic', 0.5, 5), ('throughHole', 1, 5), ('bareBoard', 1, 3), ('fragile', 0.5, 3), ('packaging', 3, 20), ('other', 1, 5)) as k(class, pct, extra)`

/** With losses, in whole pieces. */
export const plainNeed = 'greatest(ceil(t.gross * (100 + k.pct) / 100), t.gross + k.extra)'
