CREATE TABLE "search_documents" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_documents_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"family_id" text NOT NULL,
	"org_id" text NOT NULL,
	"reach" text NOT NULL,
	"partner_org_id" text,
	"product_id" text,
	"required_grant" text,
	"audience" bigint NOT NULL,
	"code" text NOT NULL,
	"title" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	"words" text NOT NULL,
	"hash" text NOT NULL,
	"rules" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_grams" (
	"gram" text COLLATE "C" NOT NULL,
	"audience" bigint NOT NULL,
	"document_no" bigint NOT NULL,
	"kind" smallint NOT NULL,
	"in_title" boolean NOT NULL,
	CONSTRAINT "search_grams_gram_audience_document_no_kind_in_title_pk" PRIMARY KEY("gram","audience","document_no","kind","in_title")
);
--> statement-breakpoint
ALTER TABLE "search_grams" ADD CONSTRAINT "search_grams_document_no_search_documents_no_fk" FOREIGN KEY ("document_no") REFERENCES "public"."search_documents"("no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "search_documents_subject_key" ON "search_documents" USING btree ("subject_id","kind","org_id");--> statement-breakpoint
CREATE INDEX "search_documents_family_idx" ON "search_documents" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "search_grams_document_idx" ON "search_grams" USING btree ("document_no");
--> statement-breakpoint
-- Who may find a document, as one number: a collision shows nothing, because the documents have their own policy.
create function search_audience(reach text, product_id text, org_id text, partner_org_id text, required_grant text) returns bigint language sql immutable parallel safe as
$$ select hashtextextended(reach || ' ' || coalesce(case reach when 'people' then org_id else product_id end, '') || ' '
     || case reach when 'pair' then coalesce(partner_org_id, '') else '' end || ' '
     || case when reach in ('all', 'pair') then coalesce(required_grant, '') else '' end, 0) $$;
--> statement-breakpoint
-- Every audience an organisation belongs to at this moment, and the product it comes from.
create function search_audiences_of(org text) returns table (product_id text, audience bigint) language sql stable as
$$ with party as materialized (
     select p.product_id, p.role, p.grants from product_parties p where p.org_id = org and p.state = 'active'),
   seen as materialized (
     select party.product_id, party.role, g as required_grant
     from party cross join unnest(array[null, 'specs', 'boms', 'prices', 'files', 'firmware']) g
     where party.role = 'owner' or g is null or g = any(party.grants))
   select product_id, search_audience('all', product_id, null, null, required_grant) from seen
   union all
   select product_id, search_audience('own', product_id, null, null, null) from party where role = 'owner'
   union all
   select product_id, search_audience('pair', product_id, null, org, required_grant) from seen where role <> 'owner'
   union all
   select seen.product_id, search_audience('pair', seen.product_id, null, other.org_id, seen.required_grant)
   from seen join product_parties other on other.product_id = seen.product_id and other.role <> 'owner' and other.org_id is not null
   where seen.role = 'owner'
   union all
   select null, search_audience('people', null, org, null, null)
   union all
   select p.product_id, search_audience('people', null, case when p.org_id = org then p.owner_org_id else p.org_id end, null, null)
   from product_parties p
   where p.state = 'active' and p.org_id is not null and p.role <> 'owner' and (p.org_id = org or p.owner_org_id = org) $$;
--> statement-breakpoint
alter table search_documents enable row level security;
--> statement-breakpoint
alter table search_documents force row level security;
--> statement-breakpoint
create policy search_documents_read on search_documents for select using ((select app_system()) or audience in (select audience from search_audiences_of(app_org())));
--> statement-breakpoint
create policy search_documents_insert on search_documents for insert with check ((select app_system()));
--> statement-breakpoint
create policy search_documents_update on search_documents for update using ((select app_system())) with check ((select app_system()));
--> statement-breakpoint
create policy search_documents_delete on search_documents for delete using ((select app_system()));
--> statement-breakpoint
alter table search_grams enable row level security;
--> statement-breakpoint
alter table search_grams force row level security;
--> statement-breakpoint
create policy search_grams_read on search_grams for select using ((select app_system()) or audience in (select audience from search_audiences_of(app_org())));
--> statement-breakpoint
create policy search_grams_insert on search_grams for insert with check ((select app_system()));
--> statement-breakpoint
create policy search_grams_delete on search_grams for delete using ((select app_system()));
