namespace CitesDesMetiers.Core.Data;

internal sealed partial class SqlServerProvider
{
    public override string AddImportLines => """
        INSERT INTO [ImportLines] ([ImportId], [Number], [Cells])
        SELECT {0}, j.[Number], j.[Cells] FROM OPENJSON({1}) WITH ([Number] int '$[0]', [Cells] nvarchar(max) '$[1]' AS JSON) AS j
        """;

    public override string CheckImportLines => """
        UPDATE l
        SET [Refusal] = j.[Refusal], [Said] = j.[Said], [Remark] = j.[Remark], [Address] = j.[Address], [NormalisedAddress] = LOWER(j.[Address]),
            [AddressKey] = j.[AddressKey], [Language] = j.[Language], [Organisation] = j.[Organisation], [CiteId] = j.[CiteId], [Themes] = j.[Themes],
            [ConsentAt] = j.[ConsentAt]
        FROM [ImportLines] AS l
        INNER JOIN OPENJSON({1}) WITH (
            [Number] int '$[0]', [Refusal] nvarchar(20) '$[1]', [Said] nvarchar(200) '$[2]', [Remark] nvarchar(200) '$[3]', [Address] nvarchar(254) '$[4]',
            [AddressKey] varchar(64) '$[5]', [Language] nvarchar(10) '$[6]', [Organisation] nvarchar(200) '$[7]', [CiteId] int '$[8]',
            [Themes] nvarchar(400) '$[9]', [ConsentAt] datetime2 '$[10]') AS j ON j.[Number] = l.[Number]
        WHERE l.[ImportId] = {0}
        """;

    public override string JudgeImportLines => """
        UPDATE l SET [Refusal] = j.[Refusal], [Said] = l.[Address]
        FROM [ImportLines] AS l
        INNER JOIN (
            SELECT c.[Number], CASE
                WHEN c.[SaidNo] = 1 THEN N'ConsentRefused'
                WHEN x.[Reason] = N'Erasure' THEN N'Erased'
                WHEN x.[Reason] = N'Complaint' OR s.[State] = N'Complained' THEN N'Complained'
                WHEN x.[Reason] = N'Request' THEN N'Suppressed'
                WHEN x.[Reason] = N'Bounce' OR s.[State] = N'Bounced' THEN N'Bounced'
                WHEN c.[Rank] > 1 THEN N'Duplicate'
                WHEN s.[State] = N'Confirmed' THEN N'Subscribed'
                ELSE s.[State] END AS [Refusal]
            FROM (
                SELECT [Number], [Refusal], [NormalisedAddress], [AddressKey],
                    ROW_NUMBER() OVER (PARTITION BY [NormalisedAddress] ORDER BY [Refusal], [ConsentAt] DESC, [Number]) AS [Rank],
                    MAX(CASE WHEN [Refusal] IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY [NormalisedAddress]) AS [SaidNo]
                FROM [ImportLines]
                WHERE [ImportId] = {0} AND [NormalisedAddress] IS NOT NULL AND ([Refusal] IS NULL OR [Refusal] = N'ConsentRefused')
            ) AS c
            LEFT JOIN [Suppressions] AS x ON x.[AddressKey] = c.[AddressKey]
            LEFT JOIN [Subscribers] AS s ON s.[NormalisedAddress] = c.[NormalisedAddress]
            WHERE c.[Refusal] IS NULL AND (c.[Rank] > 1 OR c.[SaidNo] = 1 OR x.[Id] IS NOT NULL OR s.[Id] IS NOT NULL)
        ) AS j ON j.[Number] = l.[Number]
        WHERE l.[ImportId] = {0}
        """;

    public override string ImportSubscribers => """
        INSERT INTO [Subscribers] ([Version], [PublicId], [Address], [NormalisedAddress], [AddressKey], [State], [Language], [Organisation], [CreatedAt],
            [ConfirmedAt], [CiteId], [Frequency], [LastContactAt], [ImportId])
        SELECT NEWID(), NEWID(), l.[Address], l.[NormalisedAddress], l.[AddressKey],
            CASE WHEN l.[ConsentAt] < {2} THEN N'Lapsed' ELSE N'Confirmed' END, l.[Language], l.[Organisation], {1},
            l.[ConsentAt], (SELECT c.[Id] FROM [Cites] AS c WHERE c.[Id] = l.[CiteId]), N'EachIssue', l.[ConsentAt], {0}
        FROM [ImportLines] AS l
        WHERE l.[ImportId] = {0} AND l.[Refusal] IS NULL AND l.[NormalisedAddress] IS NOT NULL
        """;

    public override string ImportProofs => """
        INSERT INTO [ConsentEvents] ([SubscriberId], [Kind], [Source], [At], [Address], [Language], [Wording], [FormVersion], [PolicyVersion], [Detail])
        SELECT s.[Id], N'Confirmed', N'Import', s.[ConfirmedAt], s.[Address], s.[Language], {1}, N'import', {2}, CONCAT({3}, l.[Number])
        FROM [ImportLines] AS l
        INNER JOIN [Subscribers] AS s ON s.[NormalisedAddress] = l.[NormalisedAddress] AND s.[ImportId] = {0}
        WHERE l.[ImportId] = {0} AND l.[Refusal] IS NULL
        """;

    public override string ImportThemes => """
        INSERT INTO [SubscriberThemes] ([SubscriberId], [ThemesId])
        SELECT s.[Id], t.[Id]
        FROM [ImportLines] AS l
        INNER JOIN [Subscribers] AS s ON s.[NormalisedAddress] = l.[NormalisedAddress] AND s.[ImportId] = {0}
        CROSS APPLY OPENJSON(l.[Themes]) WITH ([Id] int '$') AS j
        INNER JOIN [Themes] AS t ON t.[Id] = j.[Id]
        WHERE l.[ImportId] = {0} AND l.[Refusal] IS NULL AND l.[Themes] IS NOT NULL
        """;
}
