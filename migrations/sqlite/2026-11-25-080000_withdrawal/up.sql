-- Receipts that were brought back. A code is kept for good: what comes late for it is erased as it comes.
CREATE TABLE withdrawal (
    code        BLOB    PRIMARY KEY NOT NULL,   -- domain::consent::ReceiptHash
    noted_at    BIGINT  NOT NULL,
    done_at     BIGINT                          -- when all that was there before was looked through
) WITHOUT ROWID;

-- The community whose records or figures were read: who looked is its business.
ALTER TABLE audit ADD COLUMN community TEXT;
CREATE INDEX audit_community ON audit (community, no) WHERE community IS NOT NULL;
