CREATE INDEX "notifications_unmailed_idx" ON "notifications" USING btree ("created_at") WHERE read_at is null and emailed_at is null;--> statement-breakpoint
-- Numbers are counted from the newest event, under the lock that gives them.
drop sequence event_order;
