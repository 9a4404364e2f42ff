BEGIN TRANSACTION;
CREATE TABLE "accounts" (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	user TEXT NOT NULL, 
	route TEXT NOT NULL, 
	reachable BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	joint BOOLEAN DEFAULT 1 NOT NULL, 
	latest BOOLEAN DEFAULT 1 NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_accounts_programme_id_platform_tenant_user UNIQUE (programme_id, platform, tenant, user), 
	CONSTRAINT fk_accounts_programme_id_person_id FOREIGN KEY(programme_id, person_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_accounts_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE bars (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person_id INTEGER NOT NULL, 
	other_id TEXT NOT NULL, 
	blocked BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_bars_programme_id_person_id FOREIGN KEY(programme_id, person_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_bars_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE checkins (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person_id INTEGER NOT NULL, 
	mentorship_id INTEGER NOT NULL, 
	moment VARCHAR NOT NULL, 
	asked_at DATETIME NOT NULL, 
	card INTEGER NOT NULL, 
	answers TEXT NOT NULL, 
	state VARCHAR NOT NULL, 
	answered_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_checkins_state CHECK (state IN ('asked', 'answered', 'skipped')), 
	CONSTRAINT fk_checkins_programme_id_person_id FOREIGN KEY(programme_id, person_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_checkins_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE companions (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	domain TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_companions_programme_id_person_id FOREIGN KEY(programme_id, person_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_companions_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE consents (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person_id INTEGER NOT NULL, 
	purpose TEXT NOT NULL, 
	text_version INTEGER NOT NULL, 
	given_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_consents_programme_id_person_id FOREIGN KEY(programme_id, person_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_consents_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE due (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	cause TEXT NOT NULL, 
	next_at DATETIME NOT NULL, 
	about INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_due_state CHECK (state IN ('open', 'done', 'skipped', 'stuck')), 
	CONSTRAINT fk_due_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id), 
	CONSTRAINT uq_due_programme_id_cause UNIQUE (programme_id, cause)
);
CREATE TABLE goodbyes (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	mentorship_id INTEGER NOT NULL, 
	from_id INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	tone TEXT NOT NULL, 
	door TEXT NOT NULL, 
	label TEXT NOT NULL, 
	colleague_id INTEGER, 
	reply TEXT NOT NULL, 
	state VARCHAR NOT NULL, 
	send_at DATETIME, 
	sent_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_goodbyes_state CHECK (state IN ('draft', 'held', 'sent', 'answered', 'undone')), 
	CONSTRAINT fk_goodbyes_programme_id_from_id FOREIGN KEY(programme_id, from_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_goodbyes_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE handles (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	token TEXT NOT NULL, 
	people TEXT NOT NULL, 
	holds TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	room TEXT NOT NULL, 
	readers TEXT NOT NULL, 
	message TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_handles_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id), 
	CONSTRAINT uq_handles_programme_id_token UNIQUE (programme_id, token)
);
CREATE TABLE meetings (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	mentorship_id INTEGER NOT NULL, 
	by_id INTEGER NOT NULL, 
	"on" DATE NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_meetings_programme_id_by_id FOREIGN KEY(programme_id, by_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_meetings_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE mentorships (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	need_id INTEGER NOT NULL, 
	request_id INTEGER NOT NULL, 
	mentee_id INTEGER NOT NULL, 
	mentor_id INTEGER NOT NULL, 
	topics TEXT NOT NULL, 
	goal TEXT NOT NULL, 
	rhythm INTEGER NOT NULL, 
	contact TEXT NOT NULL, 
	agreement TEXT NOT NULL, 
	review_on DATE, 
	one_meeting BOOLEAN NOT NULL, 
	holds BOOLEAN NOT NULL, 
	state VARCHAR NOT NULL, 
	introduced_at DATETIME, 
	met_at DATETIME, 
	last_met_at DATETIME, 
	paused_until DATETIME, 
	rested_at DATETIME, 
	quiet_since DATETIME, 
	ended_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_mentorships_state CHECK (state IN ('exploring', 'active', 'paused', 'resting', 'ended')), 
	CONSTRAINT fk_mentorships_programme_id_mentee_id FOREIGN KEY(programme_id, mentee_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_mentorships_programme_id_mentor_id FOREIGN KEY(programme_id, mentor_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_mentorships_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE needs (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	mentee_id INTEGER NOT NULL, 
	topics TEXT NOT NULL, 
	words TEXT NOT NULL, 
	goal TEXT NOT NULL, 
	"by" DATE, 
	lasting BOOLEAN NOT NULL, 
	state VARCHAR NOT NULL, 
	created_at DATETIME, 
	unmatched_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_needs_state CHECK (state IN ('draft', 'open', 'met', 'closed', 'dormant')), 
	CONSTRAINT fk_needs_programme_id_mentee_id FOREIGN KEY(programme_id, mentee_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_needs_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE outbox (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	cause TEXT NOT NULL, 
	people TEXT NOT NULL, 
	room TEXT NOT NULL, 
	card TEXT NOT NULL, 
	next_at DATETIME NOT NULL, 
	replaces TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	owner TEXT NOT NULL, 
	in_doubt BOOLEAN NOT NULL, 
	state VARCHAR NOT NULL, 
	sent_as TEXT NOT NULL, 
	sent_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_outbox_state CHECK (state IN ('waiting', 'sent', 'dead', 'void')), 
	CONSTRAINT fk_outbox_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id), 
	CONSTRAINT uq_outbox_programme_id_cause UNIQUE (programme_id, cause)
);
CREATE TABLE people (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	email TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	level TEXT NOT NULL, 
	discipline TEXT NOT NULL, 
	courtesy TEXT NOT NULL, 
	locale TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	joined_at DATETIME, 
	snoozed_until DATETIME, 
	busy TEXT NOT NULL, 
	left_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_people_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id), 
	CONSTRAINT uq_people_programme_id_id UNIQUE (programme_id, id)
);
CREATE TABLE places (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	programme_id INTEGER NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, holds TEXT DEFAULT '' NOT NULL, gone_at DATETIME, version INTEGER DEFAULT '1' NOT NULL, 
	CONSTRAINT fk_places_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id), 
	CONSTRAINT uq_places_platform_tenant UNIQUE (platform, tenant)
);
CREATE TABLE profiles (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person_id INTEGER NOT NULL, 
	topics TEXT NOT NULL, 
	words TEXT NOT NULL, 
	formats TEXT NOT NULL, 
	languages TEXT NOT NULL, 
	meets TEXT NOT NULL, 
	replies TEXT NOT NULL, 
	capacity INTEGER NOT NULL, 
	taken INTEGER NOT NULL, 
	availability VARCHAR NOT NULL, 
	paused_until DATETIME, 
	version INTEGER NOT NULL, 
	stamp INTEGER NOT NULL, 
	CONSTRAINT ck_profiles_availability CHECK (availability IN ('available', 'limited', 'paused')), 
	CONSTRAINT ck_profiles_places CHECK (taken >= 0 AND taken <= capacity), 
	CONSTRAINT fk_profiles_programme_id_person_id FOREIGN KEY(programme_id, person_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_profiles_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id), 
	CONSTRAINT uq_profiles_programme_id_person_id UNIQUE (programme_id, person_id)
);
CREATE TABLE programmes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name TEXT NOT NULL, 
	locale TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	region TEXT NOT NULL, 
	human TEXT NOT NULL, 
	resources TEXT NOT NULL, 
	paused_at DATETIME, 
	version INTEGER NOT NULL, 
	stamp INTEGER NOT NULL, 
	epoch INTEGER NOT NULL
);
CREATE TABLE queue (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	about INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	opened_at DATETIME, 
	settled_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_queue_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE requests (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	need_id INTEGER NOT NULL, 
	mentee_id INTEGER NOT NULL, 
	mentor_id INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	rank INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	created_at DATETIME, 
	sent_at DATETIME, 
	answered_at DATETIME, 
	until DATETIME, 
	only_domain TEXT NOT NULL, 
	colleague_id INTEGER, 
	sendings INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT ck_requests_state CHECK (state IN ('queued', 'sent', 'accepted', 'declined', 'not_now', 'redirected', 'one_meeting', 'withdrawn', 'expired')), 
	CONSTRAINT fk_requests_programme_id_mentee_id FOREIGN KEY(programme_id, mentee_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_requests_programme_id_mentor_id FOREIGN KEY(programme_id, mentor_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_requests_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE suggestions (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	need_id INTEGER NOT NULL, 
	mentor_id INTEGER NOT NULL, 
	shown_at DATETIME NOT NULL, 
	passed BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_suggestions_programme_id_mentor_id FOREIGN KEY(programme_id, mentor_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_suggestions_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE ties (
	programme_id INTEGER NOT NULL, 
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	mentor_id INTEGER NOT NULL, 
	mentee_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT fk_ties_programme_id_mentee_id FOREIGN KEY(programme_id, mentee_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_ties_programme_id_mentor_id FOREIGN KEY(programme_id, mentor_id) REFERENCES people (programme_id, id), 
	CONSTRAINT fk_ties_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE TABLE turns (
	programme_id INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_turns PRIMARY KEY (programme_id, id), 
	CONSTRAINT fk_turns_programme_id FOREIGN KEY(programme_id) REFERENCES programmes (id)
);
CREATE INDEX ix_due_programme_id_next_at ON due (programme_id, next_at) WHERE state = 'open';
CREATE INDEX ix_due_programme_id_person_id ON due (programme_id, person_id);
CREATE INDEX ix_handles_expires_at ON handles (expires_at);
CREATE INDEX ix_outbox_programme_id_room_id ON outbox (programme_id, room, id);
CREATE INDEX ix_outbox_sent_at ON outbox (sent_at);
CREATE INDEX ix_people_programme_id_email ON people (programme_id, email);
CREATE INDEX ix_queue_programme_id_kind_about ON queue (programme_id, kind, about) WHERE settled_at IS NULL;
CREATE INDEX ix_turns_seen_at ON turns (seen_at);
CREATE INDEX ix_bars_programme_id_other_id ON bars (programme_id, other_id);
CREATE INDEX ix_bars_programme_id_person_id ON bars (programme_id, person_id);
CREATE INDEX ix_checkins_programme_id_mentorship_id ON checkins (programme_id, mentorship_id);
CREATE INDEX ix_checkins_programme_id_person_id ON checkins (programme_id, person_id);
CREATE INDEX ix_companions_programme_id_person_id ON companions (programme_id, person_id);
CREATE INDEX ix_consents_programme_id_person_id ON consents (programme_id, person_id);
CREATE INDEX ix_goodbyes_programme_id_from_id ON goodbyes (programme_id, from_id);
CREATE INDEX ix_goodbyes_programme_id_mentorship_id ON goodbyes (programme_id, mentorship_id);
CREATE INDEX ix_meetings_programme_id_by_id ON meetings (programme_id, by_id);
CREATE INDEX ix_meetings_programme_id_mentorship_id ON meetings (programme_id, mentorship_id);
CREATE INDEX ix_mentorships_programme_id_mentee_id ON mentorships (programme_id, mentee_id);
CREATE INDEX ix_mentorships_programme_id_mentor_id ON mentorships (programme_id, mentor_id);
CREATE INDEX ix_mentorships_programme_id_need_id ON mentorships (programme_id, need_id);
CREATE INDEX ix_mentorships_programme_id_request_id ON mentorships (programme_id, request_id);
CREATE INDEX ix_needs_programme_id_mentee_id ON needs (programme_id, mentee_id);
CREATE INDEX ix_profiles_programme_id_person_id ON profiles (programme_id, person_id);
CREATE INDEX ix_profiles_programme_id_stamp ON profiles (programme_id, stamp);
CREATE INDEX ix_requests_programme_id_mentee_id ON requests (programme_id, mentee_id);
CREATE INDEX ix_requests_programme_id_mentor_id ON requests (programme_id, mentor_id);
CREATE INDEX ix_requests_programme_id_need_id ON requests (programme_id, need_id);
CREATE INDEX ix_suggestions_programme_id_mentor_id ON suggestions (programme_id, mentor_id);
CREATE INDEX ix_suggestions_programme_id_need_id ON suggestions (programme_id, need_id);
CREATE INDEX ix_suggestions_programme_id_shown_at_mentor_id ON suggestions (programme_id, shown_at, mentor_id);
CREATE INDEX ix_ties_programme_id_mentee_id ON ties (programme_id, mentee_id);
CREATE INDEX ix_ties_programme_id_mentor_id ON ties (programme_id, mentor_id);
CREATE INDEX ix_accounts_programme_id_person_id ON accounts (programme_id, person_id);
CREATE INDEX ix_outbox_next_at_id_programme_id_room ON outbox (next_at, id, programme_id, room) WHERE state = 'waiting';
CREATE INDEX ix_outbox_programme_id_room_id_next_at_owner ON outbox (programme_id, room, id, next_at, owner) WHERE state = 'waiting';
COMMIT;
