using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CitesDesMetiers.Core.Data;

internal sealed partial class SqliteProvider
{
    /// <summary>An expression for a random GUID in the format of Entity Framework.</summary>
    private const string NewGuid =
        "hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A' || substr(hex(randomblob(2)), 2) || '-' "
            + "|| hex(randomblob(6))";

    public override string AddImportLines => """
        INSERT INTO "ImportLines" ("ImportId", "Number", "Cells") SELECT {0}, j.value ->> 0, j.value -> 1 FROM json_each({1}) AS j
        """;

    // INSERT … ON CONFLICT, although every line exists: with UPDATE, SQLite would scan the whole batch for each line of the import.
    public override string CheckImportLines => """
        INSERT INTO "ImportLines" ("ImportId", "Number", "Cells", "Refusal", "Said", "Remark", "Address", "NormalisedAddress", "AddressKey", "Language", "Organisation",
            "CiteId", "Themes", "ConsentAt")
        SELECT {0}, j.value ->> 0, '[]', j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, lower(j.value ->> 4), j.value ->> 5, j.value ->> 6, j.value ->> 7,
            j.value ->> 8, j.value ->> 9, j.value ->> 10
        FROM json_each({1}) AS j WHERE TRUE
        ON CONFLICT ("ImportId", "Number") DO UPDATE
        SET "Refusal" = excluded."Refusal", "Said" = excluded."Said", "Remark" = excluded."Remark", "Address" = excluded."Address",
            "NormalisedAddress" = excluded."NormalisedAddress", "AddressKey" = excluded."AddressKey", "Language" = excluded."Language",
            "Organisation" = excluded."Organisation", "CiteId" = excluded."CiteId", "Themes" = excluded."Themes", "ConsentAt" = excluded."ConsentAt"
        """;

    public override string JudgeImportLines => """
        INSERT INTO "ImportLines" ("ImportId", "Number", "Cells", "Refusal")
            SELECT {0}, c."Number", '[]', CASE
                WHEN c."SaidNo" = 1 THEN 'ConsentRefused'
                WHEN x."Reason" = 'Erasure' THEN 'Erased'
                WHEN x."Reason" = 'Complaint' OR s."State" = 'Complained' THEN 'Complained'
                WHEN x."Reason" = 'Request' THEN 'Suppressed'
                WHEN x."Reason" = 'Bounce' OR s."State" = 'Bounced' THEN 'Bounced'
                WHEN c."Rank" > 1 THEN 'Duplicate'
                WHEN s."State" = 'Confirmed' THEN 'Subscribed'
                ELSE s."State" END AS "Refusal"
            FROM (
                SELECT "Number", "Refusal", "NormalisedAddress", "AddressKey",
                    ROW_NUMBER() OVER (PARTITION BY "NormalisedAddress" ORDER BY "Refusal", "ConsentAt" DESC, "Number") AS "Rank",
                    MAX(CASE WHEN "Refusal" IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY "NormalisedAddress") AS "SaidNo"
                FROM "ImportLines"
                WHERE "ImportId" = {0} AND "NormalisedAddress" IS NOT NULL AND ("Refusal" IS NULL OR "Refusal" = 'ConsentRefused')
            ) AS c
            LEFT JOIN "Suppressions" AS x ON x."AddressKey" = c."AddressKey"
            LEFT JOIN "Subscribers" AS s ON s."NormalisedAddress" = c."NormalisedAddress"
            WHERE c."Refusal" IS NULL AND (c."Rank" > 1 OR c."SaidNo" = 1 OR x."Id" IS NOT NULL OR s."Id" IS NOT NULL)
        ON CONFLICT ("ImportId", "Number") DO UPDATE SET "Refusal" = excluded."Refusal", "Said" = "Address"
        """;

    /// <summary>
    /// The accepted lines in the order of their addresses, which most indexes follow. Indexes then grow at one place instead of reading and
    /// writing a random page for each row. The LIMIT has no effect but keeps SQLite from dropping the order.
    /// </summary>
    private const string AcceptedLines = """
        (SELECT * FROM "ImportLines" WHERE "ImportId" = {0} AND "Refusal" IS NULL AND "NormalisedAddress" IS NOT NULL ORDER BY "NormalisedAddress" LIMIT -1)
        """;

    public override string ImportSubscribers => $$"""
        INSERT INTO "Subscribers" ("Version", "PublicId", "Address", "NormalisedAddress", "AddressKey", "State", "Language", "Organisation", "CreatedAt",
            "ConfirmedAt", "CiteId", "Frequency", "LastContactAt", "ImportId")
        SELECT {{NewGuid}}, {{NewGuid}}, l."Address", l."NormalisedAddress", l."AddressKey",
            CASE WHEN l."ConsentAt" < {2} THEN 'Lapsed' ELSE 'Confirmed' END, l."Language", l."Organisation", {1},
            l."ConsentAt", (SELECT c."Id" FROM "Cites" AS c WHERE c."Id" = l."CiteId"), 'EachIssue', l."ConsentAt", {0}
        FROM {{AcceptedLines}} AS l
        """;

    // CROSS JOIN fixes the join order: from the lines to the subscribers, by their unique address.
    public override string ImportProofs => $$"""
        INSERT INTO "ConsentEvents" ("SubscriberId", "Kind", "Source", "At", "Address", "Language", "Wording", "FormVersion", "PolicyVersion", "Detail")
        SELECT s."Id", 'Confirmed', 'Import', s."ConfirmedAt", s."Address", s."Language", {1}, 'import', {2}, {3} || l."Number"
        FROM {{AcceptedLines}} AS l
        CROSS JOIN "Subscribers" AS s ON s."NormalisedAddress" = l."NormalisedAddress" AND s."ImportId" = {0}
        """;

    public override string ImportThemes => $$"""
        INSERT INTO "SubscriberThemes" ("SubscriberId", "ThemesId")
        SELECT s."Id", t."Id"
        FROM {{AcceptedLines}} AS l
        CROSS JOIN "Subscribers" AS s ON s."NormalisedAddress" = l."NormalisedAddress" AND s."ImportId" = {0}
        CROSS JOIN json_each(l."Themes") AS j
        CROSS JOIN "Themes" AS t ON t."Id" = j.value
        WHERE l."Themes" IS NOT NULL
        """;

    /// <summary>Sets a cache of 12 MB, and as much for sorting. With the default of 2 MB, each row would write index pages out again.</summary>
    public override Task PrepareForManyAsync(DatabaseFacade database, bool many, CancellationToken cancellation) =>
        database.ExecuteSqlRawAsync(many ? "PRAGMA cache_size = -12288" : "PRAGMA cache_size = -2000", cancellation);
}
