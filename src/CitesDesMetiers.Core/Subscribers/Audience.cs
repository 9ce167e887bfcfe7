namespace CitesDesMetiers.Core.Subscribers;

/// <summary>Whom a dispatch is for: everyone who may be written to, or those among them who meet every condition set.</summary>
/// <param name="Language">ISO 639-1 code; null for all.</param>
/// <param name="ThemeId">Those who chose it, and those who chose none.</param>
/// <param name="Organisation">As it is written with the subscriber.</param>
public sealed record Audience(string? Language = null, int? CiteId = null, int? ThemeId = null, string? Organisation = null)
{
    public static Audience Everyone { get; } = new();

    /// <summary>
    /// Languages that another version of the same number serves, between commas as in <c>,es,pt,</c>; null without one. Each
    /// version reaches those who read its language, and the main one all others.
    /// </summary>
    public string? ExceptLanguages { get; init; }

    public Frequency Frequency { get; init; }

    /// <summary>Narrows to them; the suppression list and the state are looked at elsewhere.</summary>
    /// <param name="today">Whoever has paused beyond this day is left out.</param>
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

    /// <summary>The parameters that follow the first three of the statement that queues deliveries: none of them null.</summary>
    public object[] Parameters(DateOnly today) => [Frequency.ToString(), today, Language ?? "", ExceptLanguages ?? "", CiteId ?? 0, Organisation ?? "", ThemeId ?? 0];
}
