-- The second lock. Every query carries its scope in the WHERE; these policies stand behind it, so that a forgotten WHERE
-- shows nothing. Scope is transaction-local: set_config('app.org_id' | 'app.user_id' | 'app.system', …, true).
-- users, sessions, accounts, one_time_tokens, known_devices and rate_limits have no organisation: only the people
-- domain reads them, before any organisation is known.
create function app_org() returns text language sql stable parallel safe as
$$ select nullif(current_setting('app.org_id', true), '') $$;
--> statement-breakpoint
create function app_user() returns text language sql stable parallel safe as
$$ select nullif(current_setting('app.user_id', true), '') $$;
--> statement-breakpoint
create function app_system() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('app.system', true), '') = 'on' $$;
--> statement-breakpoint
alter table product_parties enable row level security;
--> statement-breakpoint
alter table product_parties force row level security;
--> statement-breakpoint
create policy product_parties_scope on product_parties for all using ((select app_system()) or org_id = (select app_org()) or owner_org_id = (select app_org())) with check ((select app_system()) or owner_org_id = (select app_org()) or org_id = (select app_org()));
--> statement-breakpoint
-- Products this organisation works on; with a grant, only those where the party may see that part. Owners see all.
create function app_products(wanted text default null) returns setof text language sql stable as
$$ select product_id from product_parties
   where org_id = app_org() and state = 'active' and (wanted is null or role = 'owner' or wanted = any(grants)) $$;
--> statement-breakpoint
-- Organisations on the other side of a product. Two factories of one brand are never in each other's list.
create function app_partner_orgs() returns setof text language sql stable as
$$ select owner_org_id from product_parties where org_id = app_org() and state in ('active', 'invited') and role <> 'owner'
   union select org_id from product_parties where owner_org_id = app_org() and org_id is not null $$;
--> statement-breakpoint
alter table orgs enable row level security;
--> statement-breakpoint
alter table orgs force row level security;
--> statement-breakpoint
create policy orgs_read on orgs for select using ((select app_system()) or id = (select app_org()) or listed or id in (select org_id from members m where m.user_id = (select app_user()) and m.state = 'active') or id in (select app_partner_orgs()));
--> statement-breakpoint
create policy orgs_insert on orgs for insert with check (true);
--> statement-breakpoint
create policy orgs_update on orgs for update using ((select app_system()) or id = (select app_org())) with check ((select app_system()) or id = (select app_org()));
--> statement-breakpoint
alter table members enable row level security;
--> statement-breakpoint
alter table members force row level security;
--> statement-breakpoint
create policy members_read on members for select using ((select app_system()) or org_id = (select app_org()) or user_id = (select app_user()) or org_id in (select app_partner_orgs()));
--> statement-breakpoint
create policy members_write on members for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy members_update on members for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table invitations enable row level security;
--> statement-breakpoint
alter table invitations force row level security;
--> statement-breakpoint
create policy invitations_scope on invitations for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table products enable row level security;
--> statement-breakpoint
alter table products force row level security;
--> statement-breakpoint
create policy products_read on products for select using ((select app_system()) or org_id = (select app_org()) or id in (select app_products()));
--> statement-breakpoint
create policy products_insert on products for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy products_update on products for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table nda_acceptances enable row level security;
--> statement-breakpoint
alter table nda_acceptances force row level security;
--> statement-breakpoint
create policy nda_acceptances_read on nda_acceptances for select using ((select app_system()) or org_id = (select app_org()) or owner_org_id = (select app_org()));
--> statement-breakpoint
create policy nda_acceptances_insert on nda_acceptances for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table boms enable row level security;
--> statement-breakpoint
alter table boms force row level security;
--> statement-breakpoint
create policy boms_read on boms for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('boms'))));
--> statement-breakpoint
create policy boms_insert on boms for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy boms_update on boms for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy boms_delete on boms for delete using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table bom_revisions enable row level security;
--> statement-breakpoint
alter table bom_revisions force row level security;
--> statement-breakpoint
create policy bom_revisions_read on bom_revisions for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('boms'))));
--> statement-breakpoint
create policy bom_revisions_insert on bom_revisions for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_revisions_update on bom_revisions for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_revisions_delete on bom_revisions for delete using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table bom_lines enable row level security;
--> statement-breakpoint
alter table bom_lines force row level security;
--> statement-breakpoint
create policy bom_lines_read on bom_lines for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('boms'))));
--> statement-breakpoint
create policy bom_lines_insert on bom_lines for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_lines_update on bom_lines for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_lines_delete on bom_lines for delete using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table bom_line_refs enable row level security;
--> statement-breakpoint
alter table bom_line_refs force row level security;
--> statement-breakpoint
create policy bom_line_refs_read on bom_line_refs for select using ((select app_system()) or org_id = (select app_org()) or product_id = any (array(select app_products('boms'))));
--> statement-breakpoint
create policy bom_line_refs_insert on bom_line_refs for insert with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_line_refs_update on bom_line_refs for update using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy bom_line_refs_delete on bom_line_refs for delete using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table bom_imports enable row level security;
--> statement-breakpoint
alter table bom_imports force row level security;
--> statement-breakpoint
create policy bom_imports_scope on bom_imports for all using ((select app_system()) or org_id = (select app_org())) with check ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
alter table threads enable row level security;
--> statement-breakpoint
alter table threads force row level security;
--> statement-breakpoint
create policy threads_scope on threads for all using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products())))) with check ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and product_id = any (array(select app_products()))));
--> statement-breakpoint
alter table posts enable row level security;
--> statement-breakpoint
alter table posts force row level security;
--> statement-breakpoint
create policy posts_read on posts for select using ((select app_system()) or org_id = (select app_org()) or (partner_org_id = (select app_org()) and thread_id in (select id from threads)));
--> statement-breakpoint
create policy posts_insert on posts for insert with check ((select app_system()) or author_org_id = (select app_org()) and thread_id in (select id from threads));
--> statement-breakpoint
create policy posts_update on posts for update using ((select app_system()) or author_org_id = (select app_org())) with check ((select app_system()) or author_org_id = (select app_org()));
--> statement-breakpoint
alter table thread_reads enable row level security;
--> statement-breakpoint
alter table thread_reads force row level security;
--> statement-breakpoint
create policy thread_reads_scope on thread_reads for all using ((select app_system()) or user_id = (select app_user())) with check ((select app_system()) or user_id = (select app_user()));
--> statement-breakpoint
alter table notifications enable row level security;
--> statement-breakpoint
alter table notifications force row level security;
--> statement-breakpoint
create policy notifications_read on notifications for select using ((select app_system()) or user_id = (select app_user()));
--> statement-breakpoint
create policy notifications_update on notifications for update using ((select app_system()) or user_id = (select app_user())) with check ((select app_system()) or user_id = (select app_user()));
--> statement-breakpoint
create policy notifications_insert on notifications for insert with check ((select app_system()));
--> statement-breakpoint
alter table notification_preferences enable row level security;
--> statement-breakpoint
alter table notification_preferences force row level security;
--> statement-breakpoint
create policy notification_preferences_scope on notification_preferences for all using ((select app_system()) or user_id = (select app_user())) with check ((select app_system()) or user_id = (select app_user()));
--> statement-breakpoint
alter table mails enable row level security;
--> statement-breakpoint
alter table mails force row level security;
--> statement-breakpoint
create policy mails_system on mails for all using ((select app_system())) with check ((select app_system()));
--> statement-breakpoint
-- Append-only: there is no policy for update or delete.
alter table audit_entries enable row level security;
--> statement-breakpoint
alter table audit_entries force row level security;
--> statement-breakpoint
create policy audit_entries_read on audit_entries for select using ((select app_system()) or org_id = (select app_org()));
--> statement-breakpoint
create policy audit_entries_insert on audit_entries for insert with check (true);
--> statement-breakpoint
alter table events enable row level security;
--> statement-breakpoint
alter table events force row level security;
--> statement-breakpoint
create policy events_read on events for select using ((select app_system()) or (select app_org()) = any (audience));
--> statement-breakpoint
create policy events_insert on events for insert with check (true);
--> statement-breakpoint
create policy events_update on events for update using ((select app_system())) with check ((select app_system()));
--> statement-breakpoint
create sequence event_order;
