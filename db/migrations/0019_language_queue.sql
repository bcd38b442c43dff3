-- One bit for each pair of characters a text has. Two texts share about as many bits as pairs, and bits are counted a
-- hundred times faster than arrays are compared.
create function gram_signature(grams text[]) returns bit(1024) language sql immutable parallel safe as
$$ select coalesce(bit_or(set_bit(0::bit(1024), (hashtextextended(gram, 0) & 1023)::int, 1)), 0::bit(1024)) from unnest(grams) gram $$;
--> statement-breakpoint
CREATE TABLE "translation_assignments" (
	"org_id" text NOT NULL,
	"product_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"field" text NOT NULL,
	"user_id" text NOT NULL,
	"assigned_by" text NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "translation_assignments_org_id_subject_kind_subject_id_field_pk" PRIMARY KEY("org_id","subject_kind","subject_id","field")
);
--> statement-breakpoint
DROP INDEX "translation_memory_grams_idx";--> statement-breakpoint
ALTER TABLE "translation_memory" ADD COLUMN "signature" bit(1024) GENERATED ALWAYS AS (gram_signature(grams)) STORED;--> statement-breakpoint
ALTER TABLE "translation_assignments" ADD CONSTRAINT "translation_assignments_org_id_orgs_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_assignments" ADD CONSTRAINT "translation_assignments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_assignments" ADD CONSTRAINT "translation_assignments_assigned_by_users_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "translation_assignments_person_idx" ON "translation_assignments" USING btree ("org_id","user_id");
--> statement-breakpoint
alter table translation_assignments enable row level security;
--> statement-breakpoint
alter table translation_assignments force row level security;
--> statement-breakpoint
-- Who does what inside an organisation is nobody else's business, of a partner on the same product neither.
create policy translation_assignments_scope on translation_assignments for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
-- For records that never change: the counterpart of a text may still be written, while the original, the language it
-- was written in and everything else stay as they were. Arguments are the columns with texts.
create function refuse_all_but_translation() returns trigger language plpgsql as
$$ declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  field text;
begin
  foreach field in array tg_argv loop
    if before -> field ->> 'source' is distinct from after -> field ->> 'source'
      or before -> field ->> (before -> field ->> 'source') is distinct from after -> field ->> (before -> field ->> 'source') then
      raise exception '% is append-only', tg_table_name using errcode = 'object_not_in_prerequisite_state';
    end if;
    before := before - field;
    after := after - field;
  end loop;
  if before is distinct from after then
    raise exception '% is append-only', tg_table_name using errcode = 'object_not_in_prerequisite_state';
  end if;
  return new;
end $$;
--> statement-breakpoint
drop trigger read_backs_append_only on read_backs;
--> statement-breakpoint
create trigger read_backs_append_only before delete or truncate on read_backs for each statement execute function refuse_change();
--> statement-breakpoint
create policy read_backs_translate on read_backs for update using ((select app_system())) with check ((select app_system()));
--> statement-breakpoint
create trigger read_backs_translated before update on read_backs for each row execute function refuse_all_but_translation('words', 'method');
--> statement-breakpoint
drop trigger gate_evidence_append_only on gate_evidence;
--> statement-breakpoint
create trigger gate_evidence_append_only before delete or truncate on gate_evidence for each statement execute function refuse_change();
--> statement-breakpoint
create policy gate_evidence_translate on gate_evidence for update using ((select app_system())) with check ((select app_system()));
--> statement-breakpoint
create trigger gate_evidence_translated before update on gate_evidence for each row execute function refuse_all_but_translation('words');
--> statement-breakpoint
drop trigger gate_reviews_append_only on gate_reviews;
--> statement-breakpoint
create trigger gate_reviews_append_only before delete or truncate on gate_reviews for each statement execute function refuse_change();
--> statement-breakpoint
create policy gate_reviews_translate on gate_reviews for update using ((select app_system())) with check ((select app_system()));
--> statement-breakpoint
create trigger gate_reviews_translated before update on gate_reviews for each row execute function refuse_all_but_translation('note');
--> statement-breakpoint
drop view translatable_texts;
--> statement-breakpoint
-- As before, with the words that accompany specifications and gates, and who answers for a text. `version` is 1 where a
-- record has none.
create view translatable_texts with (security_invoker = true) as
select * from (
  select p.org_id, p.id as product_id, 'all' as audience, null::text as partner_org_id, null::text as required_grant,
    'product' as subject_kind, p.id as subject_id, p.id as parent_id, null::text as revision_id, f.field, p.code as label,
    f.body, false as critical, null::text as owner_id, p.updated_at as since, p.version
  from products p cross join lateral (values ('name', p.name), ('summary', p.summary)) as f (field, body)
  union all
  select b.org_id, b.product_id, 'all', null, 'boms', 'bom', b.id, b.id, null, 'name', b.name ->> (b.name ->> 'source'),
    b.name, false, null, b.updated_at, b.version
  from boms b where b.archived_at is null
  union all
  -- What was settled needs no translation any more.
  select t.org_id, t.product_id, 'pair', t.partner_org_id, t.required_grant, 'post', o.id, t.id, null, 'body', t.subject_label,
    o.body, false, null, coalesce(o.edited_at, o.created_at), o.version
  from posts o join threads t on t.id = o.thread_id where t.state = 'open'
  union all
  -- What a query proposes and what was decided are words of its posts.
  select t.org_id, t.product_id, 'pair', t.partner_org_id, t.required_grant, 'engineeringQuery', e.thread_id, e.thread_id, null,
    'title', e.code, e.title, false, null, e.updated_at, e.version
  from engineering_queries e join threads t on t.id = e.thread_id where t.state = 'open'
  union all
  -- Only a draft can be translated; what was released is as it was signed, its name and its contract with it.
  select s.org_id, s.product_id, 'all', null, 'specs', 'spec', s.id, s.id, v.id, 'name', s.number, s.name, false, null,
    s.updated_at, s.version
  from specs s join spec_revisions v on v.id = s.current_revision_id and v.state = 'draft' where s.archived_at is null
  union all
  select r.org_id, r.product_id, 'all', null, 'specs', 'requirement', r.requirement_id, r.spec_id, r.revision_id, f.field, r.code,
    f.body, r.critical, r.owner_id, r.updated_at, r.version
  from specs s join spec_revisions v on v.id = s.current_revision_id and v.state = 'draft'
  join requirements r on r.revision_id = v.id
  cross join lateral (values ('title', r.title), ('text', r.text), ('condition', r.condition)) as f (field, body)
  where s.archived_at is null
  union all
  -- A channel has its name for a field: a specification has one contract.
  select c.org_id, c.product_id, 'all', null, 'specs', 'channel', c.spec_id, c.spec_id, c.revision_id, channel ->> 'id',
    channel ->> 'id', channel -> 'purpose', false, null, c.updated_at, c.version
  from specs s join spec_revisions v on v.id = s.current_revision_id and v.state = 'draft'
  join cloud_contracts c on c.revision_id = v.id
  cross join lateral jsonb_array_elements(c.body -> 'channels') as channel
  where s.archived_at is null
  union all
  select d.org_id, d.product_id, 'pair', d.partner_org_id, 'specs', 'redline', d.id, d.spec_id, null, 'reason', d.code,
    d.reason, false, null, d.updated_at, d.version
  from redlines d where d.settled_at is null
  union all
  -- What accompanies the newest revision and the one in force.
  select v.org_id, v.product_id, 'all', null, 'specs', 'revision', v.id, v.spec_id, v.id, f.field,
    s.number || ' ' || coalesce(v.letter, v.number), f.body, false, null, v.updated_at, v.version
  from specs s join spec_revisions v on v.id in (s.current_revision_id, s.released_revision_id)
  cross join lateral (values
    ('note', case when v.state <> 'draft' then v.note end),
    ('reason', case when v.state = 'suspended' then v.reason end)) as f (field, body)
  where s.archived_at is null
  union all
  -- Why it was sent back is between the two that were to sign it.
  select v.org_id, v.product_id, 'pair', w.partner_org_id, 'specs', 'revision', v.id, v.spec_id, v.id, 'reason',
    s.number || ' ' || coalesce(v.letter, v.number), v.reason, false, null, v.updated_at, v.version
  from specs s join spec_revisions v on v.id in (s.current_revision_id, s.released_revision_id)
  join spec_reviews w on w.revision_id = v.id
  where s.archived_at is null and v.state = 'changesRequested'
  union all
  select a.org_id, a.product_id, 'pair', a.partner_org_id, 'specs', 'acknowledgement', a.id, a.spec_id, a.revision_id, 'reason',
    s.number || ' ' || coalesce(v.letter, v.number), a.reason, false, null, a.updated_at, a.version
  from specs s join spec_revisions v on v.id = s.released_revision_id
  join spec_acknowledgements a on a.revision_id = v.id and a.state = 'objected'
  where s.archived_at is null
  union all
  -- The newest one of each factory counts.
  select k.org_id, k.product_id, 'pair', k.partner_org_id, 'specs', 'readBack', k.id, k.spec_id, k.revision_id, f.field, r.code,
    f.body, r.critical, r.owner_id, k.created_at, 1
  from specs s join read_backs k on k.spec_id = s.id and k.revision_id in (s.current_revision_id, s.released_revision_id)
  join requirements r on r.revision_id = k.revision_id and r.requirement_id = k.requirement_id
  cross join lateral (values ('words', k.words), ('method', k.method)) as f (field, body)
  where s.archived_at is null and not exists (select from read_backs newer where newer.revision_id = k.revision_id
    and newer.requirement_id = k.requirement_id and newer.partner_org_id = k.partner_org_id
    and (newer.created_at, newer.id) > (k.created_at, k.id))
  union all
  select g.org_id, g.product_id, 'all', null, 'specs', 'gate', g.id, g.id, null, 'reason', upper(g.phase), g.reason, false, null,
    g.updated_at, g.version
  from gates g where g.state = 'active'
  union all
  -- Why it failed is said by one who was asked to sign, and to those alone.
  select g.org_id, g.product_id, 'pair', n.partner_org_id, 'specs', 'gate', g.id, g.id, null, 'reason', upper(g.phase), g.reason,
    false, null, g.updated_at, g.version
  from gates g join gate_reviews n on n.gate_id = g.id and n.round = g.round where g.state = 'failed'
  union all
  -- What the brand asks of itself, only the brand reads. In review a criterion stands still: it is signed.
  select i.org_id, i.product_id, case when i.side = 'partner' then 'all' else 'pair' end, null, 'specs', 'gateItem', i.id, g.id,
    null, f.field, i.code, f.body, false, null, i.updated_at, i.version
  from gates g join gate_items i on i.gate_id = g.id and i.removed_at is null
  cross join lateral (values ('text', i.text), ('metric', i.metric)) as f (field, body)
  where g.state in ('planned', 'active')
  union all
  select e.org_id, e.product_id, 'pair', e.partner_org_id, 'specs', 'gateEvidence', e.id, g.id, null, 'words', i.code, e.words,
    false, null, e.created_at, 1
  from gates g join gate_items i on i.gate_id = g.id and i.removed_at is null join gate_evidence e on e.item_id = i.id
  where g.state <> 'passed' and not exists (select from gate_evidence newer where newer.item_id = e.item_id
    and newer.partner_org_id is not distinct from e.partner_org_id and (newer.created_at, newer.id) > (e.created_at, e.id))
  union all
  select w.org_id, w.product_id, case when i.side = 'partner' then 'all' else 'pair' end, null, 'specs', 'gateWaiver', w.id, g.id,
    null, 'reason', i.code, w.reason, false, null, w.granted_at, 1
  from gates g join gate_items i on i.gate_id = g.id and i.removed_at is null
  join gate_waivers w on w.item_id = i.id and w.withdrawn_at is null
  where g.state <> 'passed'
  union all
  select n.org_id, n.product_id, 'pair', n.partner_org_id, 'specs', 'gateReview', n.id, g.id, null, 'note', upper(g.phase), n.note,
    false, null, n.submitted_at, 1
  from gates g join gate_reviews n on n.gate_id = g.id and n.round = g.round where g.state = 'gateReview'
) texts where wants_translation(body);
