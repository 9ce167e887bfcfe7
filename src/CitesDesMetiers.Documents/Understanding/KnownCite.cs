namespace CitesDesMetiers.Documents.Understanding;

/// <summary>A Cité of the network.</summary>
/// <param name="OtherNames">Names it had, and short forms.</param>
/// <param name="Domains">Domains of its web site and of its addresses.</param>
public sealed record KnownCite(
    string Name, string City, string? Region = null, IReadOnlyList<string>? OtherNames = null, IReadOnlyList<string>? Domains = null);
