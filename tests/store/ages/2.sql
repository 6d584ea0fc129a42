PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	applied_at VARCHAR NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO schema_version VALUES(1,'2026-11-30T15:25:17+00:00');
INSERT INTO schema_version VALUES(2,'2026-11-30T15:25:17+00:00');
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
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
INSERT INTO articles VALUES('9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152','9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152','Troops took Lantern Hill on Sa','Troops took Lantern Hill on Saturday, the ministry said. Oakford is still held.','2022-09-11','stated','Daily','https://example.org/a','en','2022-09-12T08:00:00','ann','a.txt','',0);
INSERT INTO articles VALUES('df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f','df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f','Куп’янськ знову вільний: слово','Куп’янськ знову вільний: слово0 слово1 слово2 слово3 слово4 слово5 слово6 слово7 слово8 слово9 слово10 слово11 слово12 слово13 слово14 слово15 слово16 слово17 слово18 слово19 слово20 слово21 слово22 слово23 слово24 слово25 слово26 слово27 слово28 слово29 слово30 слово31 слово32 слово33 слово34 слово35 слово36 слово37 слово38 слово39 слово40 слово41 слово42 слово43 слово44 слово45 слово46 слово47 слово48 слово49 слово50 слово51 слово52 слово53 слово54 слово55 слово56 слово57 слово58 слово59','2022-09-11','stated','','','en','2026-11-30T15:25:17+00:00','','','',1);
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	"by" TEXT NOT NULL, 
	event VARCHAR NOT NULL, 
	subject TEXT NOT NULL, 
	detail JSON NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO audit VALUES(1,'2026-11-30T15:25:17+00:00','ann','article added','9f1e5519d28423429af99e39311cd8e49c9bb4fd4a99ff1179d62bd2a5dba152','{"title": "Troops took Lantern Hill on Sa", "claims": 2}');
INSERT INTO audit VALUES(2,'2026-11-30T15:25:17+00:00','ann','claim reviewed','9f1e5519d284-12','{"verdict": "confirmed", "former": "auto"}');
INSERT INTO audit VALUES(3,'2026-11-30T15:25:17+00:00','bob','claim corrected','9f1e5519d284-57','{"by_claim": "9f1e5519d284-57~1"}');
INSERT INTO audit VALUES(4,'2026-11-30T15:25:17+00:00','','sample added','df655ccda48011bcb3cbd4da7a0f94f2c39b77b194b045ecae63c2a34adf437f','{"title": "\u041a\u0443\u043f\u2019\u044f\u043d\u0441\u044c\u043a \u0437\u043d\u043e\u0432\u0443 \u0432\u0456\u043b\u044c\u043d\u0438\u0439: \u0441\u043b\u043e\u0432\u043e", "claims": 0}');
CREATE TABLE geocodes (
	service VARCHAR NOT NULL, 
	"query" TEXT NOT NULL, 
	answer JSON NOT NULL, 
	asked_at VARCHAR NOT NULL, 
	PRIMARY KEY (service, "query")
);
INSERT INTO geocodes VALUES('nominatim','Oakford','{"latitude": 1.5}','2026-11-30T15:25:17+00:00');
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
INSERT INTO reviews VALUES(1,'9f1e5519d284-12','confirmed','auto','read it','ann','2026-11-30T15:25:17+00:00');
INSERT INTO reviews VALUES(2,'9f1e5519d284-57','corrected','auto','they held it','bob','2026-11-30T15:25:17+00:00');
CREATE INDEX articles_by_title ON articles (title);
CREATE INDEX ix_articles_sample ON articles (sample);
CREATE INDEX ix_articles_published ON articles (published);
CREATE INDEX ix_claims_article ON claims (article);
CREATE INDEX ix_claims_place_id ON claims (place_id);
CREATE INDEX ix_reviews_claim ON reviews (claim);
COMMIT;
