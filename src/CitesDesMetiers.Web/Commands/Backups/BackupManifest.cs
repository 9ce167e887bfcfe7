namespace CitesDesMetiers.Web.Commands.Backups;

/// <summary>What a backup says of itself, as <c>manifest.json</c> in its archive.</summary>
/// <param name="Format">The version of this form.</param>
/// <param name="Product">The version of the site that made it, with its commit.</param>
/// <param name="Migration">The last migration of its database.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="Sha256">Of the database within, in hexadecimal digits.</param>
/// <param name="Counts">The number of rows of each table.</param>
internal sealed record BackupManifest(
    int Format, string Product, string Migration, DateTime MadeAt, string Sha256, IReadOnlyDictionary<string, long> Counts)
{
    public const int KnownFormat = 1;

    public bool Describes(IReadOnlyDictionary<string, long> counts) => counts.Count == Counts.Count && !counts.Except(Counts).Any();

    /// <summary>What a person recognises it by.</summary>
    public string Summary =>
        FormattableString.Invariant(
            $"{MadeAt:yyyy-MM-dd HH:mm} UTC, version {Product}, {Counts.GetValueOrDefault("Subscribers")} subscribers, {Counts.GetValueOrDefault("Issues")} issues");
}
