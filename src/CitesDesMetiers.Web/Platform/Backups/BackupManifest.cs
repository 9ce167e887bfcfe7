namespace CitesDesMetiers.Web.Platform.Backups;

/// <summary>What a backup says of itself, as <c>manifest.json</c> in its archive.</summary>
/// <param name="Format">The version of this form.</param>
/// <param name="Product">The version of the site that made it, with its commit.</param>
/// <param name="Migration">The last migration of its database, without the moment when it was made, which differs between the databases.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="Files">The SHA-256 of each other file of the archive, in hexadecimal digits.</param>
/// <param name="Counts">The number of rows of each table.</param>
internal sealed record BackupManifest(
    int Format, string Product, string Migration, DateTime MadeAt, IReadOnlyDictionary<string, string> Files,
    IReadOnlyDictionary<string, long> Counts)
{
    public const int KnownFormat = 1;

    public bool Describes(IReadOnlyDictionary<string, long> counts) => counts.Count == Counts.Count && !counts.Except(Counts).Any();

    /// <summary>What a person recognises it by.</summary>
    public string Summary =>
        FormattableString.Invariant(
            $"{MadeAt:yyyy-MM-dd HH:mm} UTC, version {Product}, {Counts.GetValueOrDefault("Subscribers")} subscribers, {Counts.GetValueOrDefault("Issues")} issues");
}
