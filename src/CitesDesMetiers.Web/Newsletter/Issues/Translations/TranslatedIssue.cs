using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Translations;

/// <summary>A translated issue, passage by passage in the order of its original.</summary>
/// <param name="Original">Null when it was deleted.</param>
public sealed record TranslatedIssue(Issue Issue, Issue? Original, IReadOnlyList<TranslationLine> Lines)
{
    /// <summary>The dates of the original.</summary>
    public IReadOnlyList<AgendaEntry> Dates { get; init; } = [];

    /// <summary>The language of the original; French when it was deleted.</summary>
    public string From => Original?.Language ?? "fr";

    public int Done => Lines.Count(l => l.IsTranslated);

    public TranslationLine? Find(string key) => Lines.FirstOrDefault(l => l.Key == key);

    /// <param name="translation">The texts of the translated issue; those that both issues share are in the language of the original.</param>
    internal static TranslatedIssue Of(
        Issue issue, Issue? original, IReadOnlyList<SourcePassage> ofOriginal, IReadOnlyList<SourcePassage> translation)
    {
        var kept = issue.Passages.ToDictionary(p => p.Key);
        var own = translation.ToDictionary(p => p.Key);
        var known = ofOriginal.Select(p => p.Key).ToHashSet();
        var gone = translation.Where(p => !known.Contains(p.Key) && !p.IsHidden).Select(Gone).OfType<TranslationLine>();
        return new(issue, original, [.. ofOriginal.Where(p => !p.IsHidden).Select(Present), .. gone]);

        TranslationLine Present(SourcePassage source) =>
            LineOf(source) with
            {
                IsMissing = !own.ContainsKey(source.Key) && (source.IsShared || source.Key.StartsWith("rubrique-", StringComparison.Ordinal)),
            };

        // What the original never had needs no translation, unless it is a thing that is written in the language of the original.
        TranslationLine? Gone(SourcePassage mine) =>
            kept.TryGetValue(mine.Key, out var passage)
                ? LineOf(mine.IsShared ? mine : mine with { Text = passage.Original }) with { IsRemoved = original is not null }
                : mine.IsShared ? LineOf(mine) : null;

        TranslationLine LineOf(SourcePassage source)
        {
            var passage = kept.GetValueOrDefault(source.Key);
            var text = source.IsShared ? passage?.Text ?? "" : own.GetValueOrDefault(source.Key)?.Text ?? "";
            if (passage is not { IsTranslated: true } && (source.IsShared || text == (passage?.Original ?? source.Text)))
            {
                text = "";
            }

            return new(source, text)
            {
                IsDraft = passage?.IsUnreadDraft(text) ?? false,
                Before = text.Length > 0 && passage is not null && passage.Original != source.Text ? passage.Original : null,
            };
        }
    }
}
