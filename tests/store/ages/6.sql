PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	applied_at VARCHAR NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO schema_version VALUES(1,'2026-11-30T15:24:22+00:00');
INSERT INTO schema_version VALUES(2,'2026-11-30T15:24:22+00:00');
INSERT INTO schema_version VALUES(3,'2026-11-30T15:24:22+00:00');
INSERT INTO schema_version VALUES(4,'2026-11-30T15:24:22+00:00');
INSERT INTO schema_version VALUES(5,'2026-11-30T15:24:22+00:00');
INSERT INTO schema_version VALUES(6,'2026-11-30T15:24:22+00:00');
CREATE TABLE articles (
	id VARCHAR NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	published DATE NOT NULL, 
	published_basis VARCHAR NOT NULL, 
	publisher TEXT NOT NULL, 
	url TEXT NOT NULL, 
	language VARCHAR NOT NULL, 
	added_at VARCHAR NOT NULL, 
	added_by TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	media_type VARCHAR NOT NULL, 
	sample BOOLEAN NOT NULL, 
	label TEXT DEFAULT '' NOT NULL, 
	capture INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO articles VALUES('9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152','9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152','Troops took Lantern Hill on Sa','Troops took Lantern Hill on Saturday, the ministry said. Oakford is still held.','2022-09-11','stated','Daily','https://example.org/a','en','2022-09-12T08:00:00','ann','a.txt','',0,'',NULL);
INSERT INTO articles VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f','df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f','Куп’янськ знову вільний: слово','Куп’янськ знову вільний: слово0 слово1 слово2 слово3 слово4 слово5 слово6 слово7 слово8 слово9 слово10 слово11 слово12 слово13 слово14 слово15 слово16 слово17 слово18 слово19 слово20 слово21 слово22 слово23 слово24 слово25 слово26 слово27 слово28 слово29 слово30 слово31 слово32 слово33 слово34 слово35 слово36 слово37 слово38 слово39 слово40 слово41 слово42 слово43 слово44 слово45 слово46 слово47 слово48 слово49 слово50 слово51 слово52 слово53 слово54 слово55 слово56 слово57 слово58 слово59','2022-09-11','stated','','','en','2026-11-30T15:24:22+00:00','','','',1,'',NULL);
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	"by" TEXT NOT NULL, 
	event VARCHAR NOT NULL, 
	subject TEXT NOT NULL, 
	detail JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO audit VALUES(1,'2026-11-30T15:24:22+00:00','ann','article added','9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152','{"title": "Troops took Lantern Hill on Sa", "claims": 2}');
INSERT INTO audit VALUES(2,'2026-11-30T15:24:22+00:00','ann','claim reviewed','9f1e5519d284-12','{"verdict": "confirmed", "former": "auto"}');
INSERT INTO audit VALUES(3,'2026-11-30T15:24:22+00:00','bob','claim corrected','9f1e5519d284-57','{"by_claim": "9f1e5519d284-57~1"}');
INSERT INTO audit VALUES(4,'2026-11-30T15:24:22+00:00','','sample added','df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f','{"title": "\u041a\u0443\u043f\u2019\u044f\u043d\u0441\u044c\u043a \u0437\u043d\u043e\u0432\u0443 \u0432\u0456\u043b\u044c\u043d\u0438\u0439: \u0441\u043b\u043e\u0432\u043e", "claims": 0}');
CREATE TABLE geocodes (
	service VARCHAR NOT NULL, 
	"query" TEXT NOT NULL, 
	answer JSON NOT NULL, 
	asked_at VARCHAR NOT NULL, 
	PRIMARY KEY (service, "query")
);
INSERT INTO geocodes VALUES('nominatim','Oakford','{"latitude": 1.5}','2026-11-30T15:24:22+00:00');
CREATE TABLE settings (
	"key" VARCHAR NOT NULL, 
	value JSON NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO settings VALUES('samples','{"state": ["loaded", 1.5, null]}');
CREATE TABLE counters (
	name VARCHAR NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO counters VALUES('revision',4);
CREATE TABLE touched (
	revision INTEGER NOT NULL, 
	article VARCHAR NOT NULL, 
	PRIMARY KEY (revision, article)
);
INSERT INTO touched VALUES(1,'9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152');
INSERT INTO touched VALUES(2,'9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152');
INSERT INTO touched VALUES(3,'9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152');
INSERT INTO touched VALUES(4,'df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f');
CREATE TABLE drafts (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	title TEXT NOT NULL, 
	published DATE, 
	published_basis VARCHAR NOT NULL, 
	publisher TEXT NOT NULL, 
	label TEXT NOT NULL, 
	suggestion DATE, 
	asked TEXT NOT NULL, 
	keep BOOLEAN NOT NULL, 
	turn INTEGER NOT NULL, 
	accepted BOOLEAN DEFAULT 0 NOT NULL, 
	capture INTEGER, 
	"like" VARCHAR(64), 
	alike FLOAT DEFAULT '0' NOT NULL, 
	link VARCHAR DEFAULT '' NOT NULL, 
	mentions INTEGER NOT NULL, 
	problem TEXT NOT NULL, 
	article JSON NOT NULL, 
	places JSON NOT NULL, 
	claims JSON, 
	PRIMARY KEY (id)
);
INSERT INTO drafts VALUES(1,'w.txt','2734d9cb5d78cfef707f0dfdd0fefd4a099f92d5df3b12e6017c4ec961b2b5d0','One that waits.','2022-09-11','stated','','',NULL,'',1,0,0,NULL,NULL,0.0,'',0,'','{"id": "2734d9cb5d78cfef707f0dfdd0fefd4a099f92d5df3b12e6017c4ec961b2b5d0", "title": "One that waits.", "text": "One that waits.", "published": "2022-09-11", "published_basis": "stated", "publisher": "", "url": "", "language": "en", "added_at": "", "added_by": "", "file_name": "w.txt", "media_type": ""}','[]',NULL);
CREATE TABLE arrivals (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	first INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO arrivals VALUES(1,'waits.txt',0,X'00ff20776f726473');
CREATE TABLE outcomes (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	articles INTEGER NOT NULL, 
	undated INTEGER NOT NULL, 
	problems JSON NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE captures (
	id INTEGER NOT NULL, 
	asked TEXT NOT NULL, 
	address TEXT NOT NULL, 
	fetched_at VARCHAR NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	media_type VARCHAR NOT NULL, 
	charset VARCHAR NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE addresses (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO addresses VALUES(1,'https://news.example/a');
CREATE TABLE feeds (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	title TEXT NOT NULL, 
	minutes INTEGER NOT NULL, 
	running BOOLEAN NOT NULL, 
	looked_at VARCHAR, 
	result TEXT NOT NULL, 
	etag TEXT NOT NULL, 
	modified TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (url)
);
INSERT INTO feeds VALUES(1,'https://news.example/feed','',60,1,NULL,'','','');
CREATE TABLE marks (
	digest VARCHAR(64) NOT NULL, 
	mark BIGINT NOT NULL, 
	PRIMARY KEY (digest, mark)
);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',8334134129617726121);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',6346185373714305563);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',1761195909393940312);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',5154367812609384363);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',9155727124355980648);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',4260454730662106446);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',6030646065326881721);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',3107338211107707185);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',3280563314827624661);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',5394267489855982918);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',3267806719491505125);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',2003617935506636980);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',6886671049879536778);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',776188901874722992);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',188916973465451745);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',591837584777365550);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',4734076398948682612);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',2314480792617594796);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',8348335985167721822);
INSERT INTO marks VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f',8107152888391962775);
CREATE TABLE links (
	digest VARCHAR(64) NOT NULL, 
	other VARCHAR(64) NOT NULL, 
	link VARCHAR NOT NULL, 
	PRIMARY KEY (digest)
);
CREATE TABLE claims (
	id VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	place TEXT NOT NULL, 
	place_start INTEGER NOT NULL, 
	place_end INTEGER NOT NULL, 
	place_id VARCHAR NOT NULL, 
	name TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	latitude FLOAT, 
	longitude FLOAT, 
	admin1 TEXT NOT NULL, 
	precision VARCHAR NOT NULL, 
	radius_km FLOAT NOT NULL, 
	alternatives JSON NOT NULL, 
	action VARCHAR NOT NULL, 
	gained_by VARCHAR, 
	lost_by VARCHAR, 
	controller_after VARCHAR, 
	mode VARCHAR NOT NULL, 
	claimant TEXT, 
	claimant_side VARCHAR, 
	admission BOOLEAN NOT NULL, 
	partial BOOLEAN NOT NULL, 
	event_from DATE, 
	event_to DATE, 
	date_basis VARCHAR NOT NULL, 
	confidence FLOAT NOT NULL, 
	"trigger" TEXT NOT NULL, 
	extractor VARCHAR NOT NULL, 
	published DATE NOT NULL, 
	publisher TEXT NOT NULL, 
	language VARCHAR NOT NULL, 
	review VARCHAR NOT NULL, 
	supersedes VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO claims VALUES('9f1e5519d284-12','9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152',0,0,56,'Troops took Lantern Hill on Saturday, the ministry said.','Lantern Hill',12,24,'user:1','Lantern Hill','settlement',49.200000000000002841,37.299999999999997157,'Kharkiv','exact',0.0,'[{"place_id": "user:2", "name": "Lantern Hill", "admin1": "Kherson", "latitude": 46.6, "longitude": 32.6, "score": 0.2, "admin2": ""}]','captured','UA',NULL,'UA','claimed','the ministry','UA',0,0,'2022-09-10','2022-09-10','relative',0.9000000000000000222,'took','test 1','2022-09-11','Daily','en','confirmed',NULL);
INSERT INTO claims VALUES('9f1e5519d284-57','9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152',1,57,79,'Oakford is still held.','Oakford',57,64,'user:1','Oakford','settlement',49.200000000000002841,37.299999999999997157,'Kharkiv','exact',0.0,'[]','captured','UA',NULL,'UA','claimed','the ministry','UA',0,0,'2022-09-10','2022-09-10','relative',0.9000000000000000222,'took','test 1','2022-09-11','Daily','en','rejected',NULL);
INSERT INTO claims VALUES('9f1e5519d284-57~1','9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152',1,57,79,'Oakford is still held.','Oakford',57,64,'user:1','Oakford','settlement',49.200000000000002841,37.299999999999997157,'Kharkiv','exact',0.0,'[]','held','UA',NULL,'UA','claimed','the ministry','UA',0,0,'2022-09-10','2022-09-10','relative',1.0,'took','test 1','2022-09-11','Daily','en','corrected','9f1e5519d284-57');
CREATE TABLE feed_items (
	feed INTEGER NOT NULL, 
	item TEXT NOT NULL, 
	PRIMARY KEY (feed, item), 
	FOREIGN KEY(feed) REFERENCES feeds (id) ON DELETE CASCADE
);
CREATE TABLE reviews (
	id INTEGER NOT NULL, 
	claim VARCHAR NOT NULL, 
	verdict VARCHAR NOT NULL, 
	former VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	reviewed_by TEXT NOT NULL, 
	reviewed_at VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE
);
INSERT INTO reviews VALUES(1,'9f1e5519d284-12','confirmed','auto','read it','ann','2026-11-30T15:24:22+00:00');
INSERT INTO reviews VALUES(2,'9f1e5519d284-57','corrected','auto','they held it','bob','2026-11-30T15:24:22+00:00');
CREATE INDEX articles_by_title ON articles (title);
CREATE INDEX ix_articles_sample ON articles (sample);
CREATE INDEX ix_articles_published ON articles (published);
CREATE INDEX ix_drafts_digest ON drafts (digest);
CREATE INDEX ix_captures_asked ON captures (asked);
CREATE INDEX ix_marks_mark ON marks (mark);
CREATE INDEX ix_links_other ON links (other);
CREATE INDEX ix_claims_article ON claims (article);
CREATE INDEX ix_claims_place_id ON claims (place_id);
CREATE INDEX ix_reviews_claim ON reviews (claim);
COMMIT;
