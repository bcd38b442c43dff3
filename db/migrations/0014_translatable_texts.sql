-- Somebody still has to write or look at the counterpart; the same as wantsTranslation in the kernel.
create function wants_translation(body jsonb) returns boolean language sql immutable parallel safe as
$$ select body ->> 'state' in ('missing', 'machine', 'stale') and coalesce(body ->> (body ->> 'source'), '') <> '' $$;
--> statement-breakpoint
-- Every text of a product whose counterpart is missing, a machine's, or out of date. Runs with the reader's rights, so
-- row-level security of the tables stands behind it. `audience`: all = every party that holds `required_grant`; pair =
-- the brand and `partner_org_id`, or the brand alone where that is null. A domain with texts of its own adds an arm.
create view translatable_texts with (security_invoker = true) as
select * from (
  select p.org_id, p.id as product_id, 'all' as audience, null::text as partner_org_id, null::text as required_grant,
    'product' as subject_kind, p.id as subject_id, p.id as parent_id, null::text as revision_id, f.field, p.code as label,
    f.body, false as critical, p.updated_at as since, p.version
  from products p cross join lateral (values ('name', p.name), ('summary', p.summary)) as f (field, body)
  union all
  select b.org_id, b.product_id, 'all', null, 'boms', 'bom', b.id, b.id, null, 'name', b.name ->> (b.name ->> 'source'),
    b.name, false, b.updated_at, b.version
  from boms b where b.archived_at is null
  union all
  -- What was settled needs no translation any more.
  select t.org_id, t.product_id, 'pair', t.partner_org_id, t.required_grant, 'post', o.id, t.id, null, 'body', t.subject_label,
    o.body, false, coalesce(o.edited_at, o.created_at), o.version
  from posts o join threads t on t.id = o.thread_id where t.state = 'open'
  union all
  -- What a query proposes and what was decided are words of its posts.
  select t.org_id, t.product_id, 'pair', t.partner_org_id, t.required_grant, 'engineeringQuery', e.thread_id, e.thread_id, null,
    'title', e.code, e.title, false, e.updated_at, e.version
  from engineering_queries e join threads t on t.id = e.thread_id where t.state = 'open'
  union all
  select s.org_id, s.product_id, 'all', null, 'specs', 'spec', s.id, s.id, null, 'name', s.number, s.name, false, s.updated_at, s.version
  from specs s where s.archived_at is null
  union all
  -- Only a draft can be translated; what was released is as it was signed.
  select r.org_id, r.product_id, 'all', null, 'specs', 'requirement', r.requirement_id, r.spec_id, r.revision_id, f.field, r.code,
    f.body, r.critical, r.updated_at, r.version
  from specs s join spec_revisions v on v.id = s.current_revision_id and v.state = 'draft'
  join requirements r on r.revision_id = v.id
  cross join lateral (values ('title', r.title), ('text', r.text), ('condition', r.condition)) as f (field, body)
  where s.archived_at is null
  union all
  select d.org_id, d.product_id, 'pair', d.partner_org_id, 'specs', 'redline', d.id, d.spec_id, null, 'reason', d.code,
    d.reason, false, d.updated_at, d.version
  from redlines d where d.settled_at is null
) texts where wants_translation(body);
--> statement-breakpoint
-- Organisations at work on a product together: an invitation that nobody took up is no agreement on words.
create function app_working_partners() returns setof text language sql stable as
$$ select owner_org_id from product_parties where org_id = app_org() and state = 'active' and role <> 'owner'
   union select org_id from product_parties where owner_org_id = app_org() and state = 'active' and org_id is not null $$;
--> statement-breakpoint
-- Both sides of a product write with each other's words; each changes its own.
drop policy glossary_terms_scope on glossary_terms;
--> statement-breakpoint
create policy glossary_terms_read on glossary_terms for select using ((select app_system()) or org_id = (select app_org()) or org_id in (select app_working_partners()));
--> statement-breakpoint
create policy glossary_terms_insert on glossary_terms for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy glossary_terms_update on glossary_terms for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy glossary_terms_delete on glossary_terms for delete using ((select app_system()) or org_id = (select app_org()));
