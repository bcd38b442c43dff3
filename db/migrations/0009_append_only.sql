-- Audit entries and accepted texts are evidence. Row-level security has no policy to change them, and truncate passes
-- row-level security, so these triggers refuse aloud whatever the role.
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception '% is append-only', tg_table_name using errcode = 'object_not_in_prerequisite_state'; end $$;
--> statement-breakpoint
create trigger audit_entries_append_only before update or delete or truncate on audit_entries for each statement execute function refuse_change();
--> statement-breakpoint
create trigger nda_acceptances_append_only before update or delete or truncate on nda_acceptances for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_heads_stay before delete or truncate on audit_heads for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_heads_advance before update on audit_heads for each row when (new.seq <= old.seq or new.org_id <> old.org_id) execute function refuse_change();
