namespace CitesDesMetiers.Core.Subscribers;

/// <summary>The recipients of a dispatch: all subscribers who may receive mail, or those who meet every condition that is set.</summary>
/// <param name="Language">ISO 639-1 code; null for all.</param>
/// <param name="ThemeId">Subscribers who chose this theme or none; null for all.</param>
/// <param name="Organisation">The organisation as the subscribers have it; null for all.</param>
public sealed record Audience(string? Language = null, int? CiteId = null, int? ThemeId = null, string? Organisation = null)
{
    public static Audience Everyone { get; } = new();

    /// <summary>
    /// Languages in which the same number has another version, between commas as in <c>,es,pt,</c>; null for none. Each version is sent to the
    /// readers of its language, the main one to all others.
    /// </summary>
    public string? ExceptLanguages { get; init; }

    public Frequency Frequency { get; init; }

    /// <summary>Filters the subscribers of this audience who are confirmed, not paused and not suppressed.</summary>
    /// <param name="today">Subscribers paused beyond this day are left out.</param>
    public IQueryable<Subscriber> Among(IQueryable<Subscriber> subscribers, IQueryable<Suppression> suppressions, DateOnly today)
    {
        var found = subscribers.Where(s => s.State == SubscriberState.Confirmed && s.Frequency == Frequency
            && (s.PausedUntil == null || s.PausedUntil <= today) && !suppressions.Any(x => x.AddressKey == s.AddressKey));
        found = Language is null ? found : found.Where(s => s.Language == Language);
        found = ExceptLanguages is null ? found : found.Where(s => !ExceptLanguages.Contains("," + s.Language + ","));
        found = CiteId is null ? found : found.Where(s => s.CiteId == CiteId);
        found = Organisation is null ? found : found.Where(s => s.Organisation == Organisation);
        return ThemeId is null ? found : found.Where(s => !s.Themes.Any() || s.Themes.Any(t => t.Id == ThemeId));
    }

    /// <summary>The parameters after the first three of the statement that queues deliveries; none is null.</summary>
    public object[] Parameters(DateOnly today) =>
        [Frequency.ToString(), today, Language ?? "", ExceptLanguages ?? "", CiteId ?? 0, Organisation ?? "", ThemeId ?? 0];
}
