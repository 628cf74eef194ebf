-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "access_token" TEXT NOT NULL,
    "user_id" BIGINT,
    "first_name" TEXT,
    "last_name" TEXT,
    "email" TEXT,
    "account_owner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "email_verified" BOOLEAN DEFAULT false,
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installations" (
    "shop" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),

    CONSTRAINT "installations_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "inbox_messages" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "api_version" TEXT,
    "triggered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "payload" BYTEA,
    "outcome" JSONB,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_messages_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "subjects" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "wrapped_key" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "subjects_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "subject_identifiers" (
    "shop" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "lookup" TEXT NOT NULL,
    "value" BYTEA NOT NULL,

    CONSTRAINT "subject_identifiers_pkey" PRIMARY KEY ("shop","subject_id","kind","lookup")
);

-- CreateTable
CREATE TABLE "data_subject_requests" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "external_id" TEXT,
    "subject_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "details" BYTEA,

    CONSTRAINT "data_subject_requests_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "consent_events" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "choices" JSONB NOT NULL,
    "banner_version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "gpc" BOOLEAN NOT NULL,
    "shopify_consent_id" TEXT,
    "previous_id" UUID,

    CONSTRAINT "consent_events_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "access_log" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "redaction_receipts" (
    "id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "shop_hash" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "completed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "redaction_receipts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sessions_shop_idx" ON "sessions"("shop");

-- CreateIndex
CREATE INDEX "inbox_messages_shop_received_at_idx" ON "inbox_messages"("shop", "received_at");

-- CreateIndex
CREATE INDEX "inbox_messages_shop_state_received_at_idx" ON "inbox_messages"("shop", "state", "received_at");

-- CreateIndex
CREATE INDEX "subject_identifiers_shop_kind_lookup_idx" ON "subject_identifiers"("shop", "kind", "lookup");

-- CreateIndex
CREATE INDEX "data_subject_requests_shop_state_due_at_idx" ON "data_subject_requests"("shop", "state", "due_at");

-- CreateIndex
CREATE INDEX "data_subject_requests_shop_subject_id_idx" ON "data_subject_requests"("shop", "subject_id");

-- CreateIndex
CREATE INDEX "consent_events_shop_recorded_at_idx" ON "consent_events"("shop", "recorded_at");

-- CreateIndex
CREATE INDEX "consent_events_shop_subject_id_recorded_at_idx" ON "consent_events"("shop", "subject_id", "recorded_at");

-- CreateIndex
CREATE INDEX "access_log_shop_at_idx" ON "access_log"("shop", "at");

-- AddForeignKey
ALTER TABLE "subject_identifiers" ADD CONSTRAINT "subject_identifiers_shop_subject_id_fkey" FOREIGN KEY ("shop", "subject_id") REFERENCES "subjects"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_subject_requests" ADD CONSTRAINT "data_subject_requests_shop_subject_id_fkey" FOREIGN KEY ("shop", "subject_id") REFERENCES "subjects"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;
